import { EyeOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import { useMay } from '@/components/shell/actor-context'
import { revealHolderMutation } from '@/lib/features/holder/api'
import type { HolderParty, WaitingHolder } from '@/lib/features/holder/schema'
import styles from './holder.module.css'

type Props = { id: string; party: HolderParty; details: WaitingHolder['holder'] }

/** Holder or account with masked numbers. Unmasking is recorded; unmasked numbers live only as long as this component. */
export function HolderPartyLines({ id, party, details }: Props) {
  const { message } = App.useApp()
  const may = useMay()
  const reveal = useMutation({
    ...revealHolderMutation,
    onError: (error) => message.error(error.message),
  })
  const { data } = reveal
  return (
    <div className={styles.party}>
      <span>
        <Tag style={{ marginInlineEnd: 6 }}>{details.type === 'UNIT' ? '单位' : '个人'}</Tag>
        <strong>{details.name}</strong>
      </span>
      <span>
        <span className={styles.quiet}>{details.documentLabel} </span>
        <span className={styles.whole}>{data?.idNumber ?? details.idNumberMasked}</span>
      </span>
      <span>
        <span className={styles.quiet}>{party === 'HOLDER' ? '联系电话' : '手机号'} </span>
        {data?.phone ?? details.phoneMasked}
      </span>
      {data ? (
        <span className={styles.quiet}>本次查看已记录</span>
      ) : (
        may('holder.reveal') && (
          <Button
            style={{ paddingInline: 0 }}
            type="link"
            size="small"
            icon={<EyeOutlined />}
            loading={reveal.isPending}
            onClick={() => reveal.mutate({ id, party })}
            aria-label={`查看完整号码：${party === 'HOLDER' ? '旧系统登记' : '注册账号'}“${details.name}”`}
          >
            查看完整号码
          </Button>
        )
      )}
    </div>
  )
}
