'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Card } from 'antd'
import { Failed, Loading } from '@/components/ui/states'
import { useConfirm } from '@/components/ui/use-confirm'
import { endSessionsMutation, sessionsQuery } from '@/lib/features/staff/api/sessions'
import styles from './me.module.css'
import { SessionList } from './session-list'

/** Where one is signed in; ends one or all others. */
export function SessionsCard() {
  const { message } = App.useApp()
  const confirm = useConfirm()
  const { data, error, refetch } = useQuery(sessionsQuery(null))
  const endOthers = useMutation(endSessionsMutation(null))
  const others = data?.data.filter(({ current }) => !current).length ?? 0

  const ask = () =>
    confirm({
      title: `退出其他 ${others} 处登录？`,
      content: '那些设备上没有提交的内容不会保存到服务器，需要重新登录。',
      okText: '全部退出',
      action: async () => {
        const { ended } = await endOthers.mutateAsync()
        message.success(`已退出 ${ended} 处登录`)
      },
    })
  return (
    <Card
      role="region"
      aria-label="登录的设备"
      title="登录的设备"
      extra={
        others > 0 && (
          <Button size="small" onClick={ask}>
            退出其他所有登录
          </Button>
        )
      }
    >
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && <SessionList staffId={null} sessions={data.data} />}
      <p className={styles.hint}>有不认识的设备，请退出它并马上修改密码。设备名称由浏览器自报，仅供参考。</p>
    </Card>
  )
}
