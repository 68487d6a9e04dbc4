import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { Panel, Quiet } from './panel'
import styles from './panel.module.css'

type Party = {
  type: 'PERSON' | 'UNIT'
  name: string
  idNumberMasked: string | null
  phoneMasked: string | null
  /** Label of the ID number, where the document may be of another kind than those for registration. */
  documentLabel?: string
  /** Label of the phone, where it may be a landline. */
  phoneLabel?: string
}
export type Revealed = { idNumber: string; phone: string }

type Props = {
  title: string
  party: Party
  revealed?: Revealed
  /** The button that unmasks; absent where this page, or this officer, may not see unmasked numbers. */
  reveal?: ReactNode
  note?: ReactNode
}

/** A person or a unit with masked numbers; unmasking them is an explicit, recorded action. */
export function PartyPanel({ title, party, revealed, reveal, note }: Props) {
  const unit = party.type === 'UNIT'
  return (
    <Panel title={title} label={title} aside={revealed ? <Quiet>本次查看已记录</Quiet> : reveal}>
      <div className={styles.party}>
        <span>
          <Tag style={{ marginInlineEnd: 8 }}>{unit ? '单位' : '个人'}</Tag>
          <strong style={{ overflowWrap: 'anywhere' }}>{party.name}</strong>
        </span>
        <span>
          <Quiet>{party.documentLabel ?? (unit ? '统一社会信用代码' : '身份证号')} </Quiet>
          {revealed?.idNumber ?? party.idNumberMasked}
        </span>
        <span>
          <Quiet>{party.phoneLabel ?? '手机号'} </Quiet>
          {revealed?.phone ?? party.phoneMasked}
        </span>
        {note}
      </div>
    </Panel>
  )
}
