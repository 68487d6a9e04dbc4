import { Form, Input } from 'antd'
import { DoubtsAlert, LookAlikes } from '@/components/filing/doubts-alert'
import { useOptions } from '@/components/setting/use-options'
import { FormDialog } from '@/components/ui/form-dialog'
import { focusInDialog } from '@/components/ui/keys/dialog-focus'
import { KbdSign } from '@/components/ui/keys/kbd'
import { openDialog } from '@/components/ui/keys/open-dialog'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { CHANGE_TYPE_LABELS } from '@/lib/features/change/schema/change'
import type { DeskChange } from '@/lib/features/change/schema/console'
import { lookAlikes } from '@/lib/features/filing/rules/approval-care'
import css from './change.module.css'
import { LineText } from './line-text'

type Approval = { evidenceReason?: string }
type Props = {
  open: boolean
  change: DeskChange
  /** What was entered for an approval that was taken back. */
  entered?: Approval
  onClose: () => void
  onApprove: (approval: Approval) => Promise<unknown>
}

/**
 * Names what becomes of whose machine. Without doubts the focus is on the confirmation, so that Enter confirms; with doubts it
 * gets there with a key of its own; where evidence is missing the officer first writes how it was verified.
 */
export function ApproveDialog({ open, change, entered, onClose, onApprove }: Props) {
  const { names } = useOptions()
  const { machine, owner, type, lines, missingEvidence } = change
  const cancels = type === 'CANCELLATION'
  const lacking = missingEvidence.length > 0
  const doubts = change.checks.filter(({ result, code }) => result === 'DOUBT' && code !== 'EVIDENCE')
  const toCompare = lookAlikes(change.checks, change.comparisons)
  const toOk = () => focusInDialog(openDialog(), 'ok')
  const careful = doubts.length + toCompare.length > 0 || cancels
  useShortcuts({ confirmDoubts: careful && !lacking && toOk }, { dialog: true, active: open })
  const category = machine.content.machine.categoryCode
  const what = [category && (names.lists.CATEGORY?.[category] ?? category), machine.content.machine.model]
  return (
    <FormDialog<Approval>
      open={open}
      title={cancels ? `通过并注销 ${machine.registrationNumber}` : `通过${CHANGE_TYPE_LABELS[type]}`}
      okText={cancels ? '确认注销' : '确认通过'}
      danger={cancels}
      width={560}
      initialValues={{ evidenceReason: entered?.evidenceReason }}
      focus={lacking ? 'field' : careful ? 'dialog' : 'ok'}
      onSubmit={(input) => onApprove(lacking ? input : {})}
      onClose={onClose}
    >
      <p className={css.whose}>
        <strong>{machine.registrationNumber}</strong> {what.filter(Boolean).join(' ')} · 机主 {owner.name}
      </p>
      <ul className={css.confirmed}>
        {lines.map((line) => (
          <li key={line.path}>
            <LineText {...line} />
          </li>
        ))}
        {cancels ? <li>注销后号码不再有效，公众查验显示“登记已注销”，不能恢复。</li> : null}
      </ul>
      {doubts.length > 0 ? <DoubtsAlert title={`仍有 ${doubts.length} 项需留意`} doubts={doubts} /> : null}
      <LookAlikes checks={toCompare} />
      {careful && !lacking ? (
        <p className={css.hint}>
          看过后按 <KbdSign sign="Y" /> 转到确认按钮
        </p>
      ) : null}
      {lacking ? <Reason change={change} /> : null}
    </FormDialog>
  )
}

/** The evidence is missing: how it was verified is recorded with the approval. */
function Reason({ change: { missingEvidence } }: { change: DeskChange }) {
  return (
    <>
      <DoubtsAlert type="error" title="缺少证明照片" doubts={missingEvidence} />
      <p className={css.hint}>没有核实的，请退回机主补充照片。</p>
      <Form.Item
        name="evidenceReason"
        label="没有照片，怎样核实的（记入办理记录）"
        rules={[{ required: true, whitespace: true, message: '请写明怎样核实' }]}
      >
        <Input.TextArea rows={2} maxLength={500} showCount placeholder="例如：现场查看铭牌" />
      </Form.Item>
    </>
  )
}
