import { Form, Input } from 'antd'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { spokenNumber } from '@/lib/core/filing-number'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { NOTE_LENGTH } from '@/lib/features/filing/schema/note'
import { ColleagueChoice } from './colleague-choice'
import styles from './pass.module.css'

type Fields = { staffId: string; note?: string }
type Props = {
  filing: DeskFiling
  onClose: () => void
  /** @param name of the colleague */
  onPass: (fields: Fields, name: string) => Promise<unknown>
}

/** 移交给同事: one filing, from the desk; mounted while it is open. The button names who gets it. */
export function PassDialog({ filing, onClose, onPass }: Props) {
  const [name, setName] = useState('')
  const { number, content, owner } = filing
  return (
    <FormDialog<Fields>
      title="移交给同事"
      okText={name ? `移交给${name}` : '移交'}
      width={560}
      focus="cancel"
      onSubmit={(fields) => onPass(fields, name)}
      onClose={onClose}
    >
      <p className={styles.what}>
        查询号 {spokenNumber(number)}
        {content.machine.model ? ` · ${content.machine.model}` : ''} · {owner.name}
        。移交后由同事审核，提交时间和办理期限不变，保留时间重新计算。
      </p>
      <Form.Item name="staffId" rules={[{ required: true, message: '请选择同事' }]}>
        <ColleagueChoice ids={[filing.id]} onName={setName} />
      </Form.Item>
      <Form.Item name="note" label="内部备注（可以不填，机主看不到）">
        <Input.TextArea rows={2} maxLength={NOTE_LENGTH} placeholder="例如：已电话联系机主，明天补拍铭牌" />
      </Form.Item>
    </FormDialog>
  )
}
