'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Modal } from 'antd'
import { Empty, Failed, Loading } from '@/components/ui/states'
import { endSessionsMutation, sessionsQuery } from '@/lib/features/staff/api/sessions'
import { SessionList } from './session-list'

type Props = { staffId: string; who: string; onClose: () => void }

/** Where a person of the area is signed in, for administrators. */
export function StaffSessionsDialog({ staffId, who, onClose }: Props) {
  const { message } = App.useApp()
  const { data, error, refetch } = useQuery(sessionsQuery(staffId))
  const endAll = useMutation({
    ...endSessionsMutation(staffId),
    onSuccess: ({ ended }, ...rest) => {
      message.success(`已结束${who}的 ${ended} 处登录`)
      return endSessionsMutation(staffId).onSuccess?.({ ended }, ...rest)
    },
    onError: (failure) => void message.error(failure.message),
  })
  const any = data !== undefined && data.data.length > 0
  return (
    <Modal
      open
      title={`${who}的登录`}
      width={600}
      onCancel={onClose}
      footer={
        <>
          {any && (
            <Button danger loading={endAll.isPending} onClick={() => endAll.mutate()}>
              结束全部登录
            </Button>
          )}
          <Button type="primary" onClick={onClose}>
            关闭
          </Button>
        </>
      }
    >
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data?.data.length === 0 && <Empty title="现在没有登录" />}
      {data && <SessionList staffId={staffId} sessions={data.data} />}
    </Modal>
  )
}
