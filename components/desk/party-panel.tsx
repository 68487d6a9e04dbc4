import { EyeOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import css from './desk.module.css'

type Party = Pick<DeskFiling['owner'], 'type' | 'name' | 'idNumberMasked' | 'phoneMasked'> & {
  /** What the number is called, where the document may be another than a registration's. */
  documentLabel?: string
  /** Likewise the phone, which may be a landline. */
  phoneLabel?: string
}
export type Revealed = { idNumber: string; phone: string }

/** Owner or agent with masked numbers; seeing them whole is a deliberate, recorded act. */
export function PartyCard({
  title,
  party,
  revealed,
  busy,
  onReveal,
  note,
}: {
  title: string
  party: Party
  revealed: Revealed | undefined
  busy: boolean
  /** Absent for those who may not. */
  onReveal?: () => void
  note?: ReactNode
}) {
  return (
    <section className={css.section} aria-label={title}>
      <h2>
        {title}
        {revealed ? (
          <span className={css.quiet}>本次查看已记录</span>
        ) : (
          onReveal && (
            <Button type="link" size="small" icon={<EyeOutlined />} loading={busy} onClick={onReveal}>
              查看完整号码
            </Button>
          )
        )}
      </h2>
      <div className={css.party}>
        <span>
          <Tag style={{ marginInlineEnd: 8 }}>{party.type === 'UNIT' ? '单位' : '个人'}</Tag>
          <strong style={{ overflowWrap: 'anywhere' }}>{party.name}</strong>
        </span>
        <span>
          <span className={css.quiet}>
            {party.documentLabel ?? (party.type === 'UNIT' ? '统一社会信用代码' : '身份证号')}{' '}
          </span>
          {revealed?.idNumber ?? party.idNumberMasked}
        </span>
        <span>
          <span className={css.quiet}>{party.phoneLabel ?? '手机号'} </span>
          {revealed?.phone ?? party.phoneMasked}
        </span>
        {note}
      </div>
    </section>
  )
}
