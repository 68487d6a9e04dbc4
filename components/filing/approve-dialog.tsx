import { Form, Input } from 'antd'
import { useEffect } from 'react'
import { StageChoice } from '@/components/setting/stage-choice'
import { FormDialog } from '@/components/ui/form-dialog'
import { focusInDialog } from '@/components/ui/keys/dialog-focus'
import { openDialog } from '@/components/ui/keys/open-dialog'
import { useShortcuts } from '@/components/ui/keys/use-shortcuts'
import { approvalCare } from '@/lib/features/filing/rules/approval-care'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { DoubtsAlert, LookAlikes } from './doubts-alert'
import css from './filing-desk.module.css'

type Stage = '0' | '1' | '2' | '3' | '4' | 'D' | 'X'
type Approval = { emissionStage: Stage; comment?: string }
type Props = {
  open: boolean
  filing: DeskFiling
  stages: Record<string, string>
  /** What was entered for an approval that was taken back. */
  entered?: Approval
  onClose: () => void
  onApprove: (approval: Approval) => Promise<unknown>
}

/**
 * 核定排放阶段: the suggested stage is preselected; without a suggestion the officer chooses. Without doubts the focus is on
 * the confirmation, so that Enter confirms; otherwise it gets there with the key of a stage.
 */
export function ApproveDialog({ open, filing, stages, entered, onClose, onApprove }: Props) {
  const { doubts, toCompare, unchecked, stageInDoubt } = approvalCare(filing)
  const careful = doubts.length + toCompare.length > 0
  const suggested = stageInDoubt ? undefined : filing.suggestedStage?.code
  useShortcuts({ stage: filing.actions.includes('approve') && chooseStage }, { dialog: true, active: open })
  return (
    <FormDialog<Approval>
      open={open}
      title="审核通过并发放登记号码"
      okText="确认通过"
      width={560}
      initialValues={{ comment: entered?.comment }}
      focus={suggested && !careful ? 'ok' : 'dialog'}
      onSubmit={onApprove}
      onClose={onClose}
    >
      {doubts.length > 0 ? <DoubtsAlert title={`仍有 ${doubts.length} 项需留意`} doubts={doubts} /> : null}
      <LookAlikes checks={toCompare} />
      {unchecked > 0 ? <p className={css.quiet}>{unchecked} 项没有核对，见“自动核对”</p> : null}
      <Form.Item
        name="emissionStage"
        label="核定排放阶段"
        extra={<Advice filing={filing} stages={stages} inDoubt={stageInDoubt} />}
        rules={[{ required: true, message: '请核定排放阶段' }]}
      >
        <StageChoice stages={stages} keys />
      </Form.Item>
      <Suggestion open={open} code={entered?.emissionStage ?? suggested} />
      <Form.Item name="comment" label="审核备注（选填，仅内部可见）">
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  )
}

/** Preselects the current suggestion each time the dialog opens. */
function Suggestion({ open, code }: { open: boolean; code: string | undefined }) {
  const form = Form.useFormInstance()
  useEffect(() => {
    if (open) form.setFieldsValue({ emissionStage: code })
  }, [open, form, code])
  return null
}

/** Chooses a stage by its own key; Enter then confirms. */
function chooseStage(key: string): void {
  const dialog = openDialog()
  dialog?.querySelector<HTMLElement>(`input[type="radio"][value="${key.toUpperCase()}"]`)?.click()
  focusInDialog(dialog, 'ok')
}

type AdviceProps = { filing: DeskFiling; stages: Record<string, string>; inDoubt: boolean }

/** Basis of the suggestion, or why there is none; what the owner says is marked as unverified. */
function Advice({ filing, stages, inDoubt }: AdviceProps) {
  const { suggestedStage: suggested, stageReason, content } = filing
  const claim = content.engine.emissionStage
  return (
    <div className={css.advice}>
      {suggested ? (
        <>
          <p>
            建议：<strong>{stages[suggested.code] ?? suggested.code}</strong>。{stageReason}
          </p>
          <p>依据：{suggested.basis}</p>
          {inDoubt ? <p>建议所依据的填写内容存疑，没有预选，请核对后选择。</p> : null}
        </>
      ) : (
        <p>
          <strong>没有建议，请核对照片后选择。</strong>
          {stageReason}
        </p>
      )}
      <p>
        以上编号、日期、燃料和功率由机主填写。机主填报：
        {claim ? `${stages[claim] ?? claim}（未经核实）` : '未填写'}
      </p>
    </div>
  )
}
