import { Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { pathLabel } from '@/lib/features/content/rules/display'
import { FIELDS } from '@/lib/features/content/schema/fields'
import { PHOTO_SLOT_CODES } from '@/lib/features/photo/schema'

/** A reason of the list, with the fields it usually concerns. */
export type ReasonOption = { code: string; name: string; fields: string[] }
export type ReturnInput = { reasons: { code: string; fields: string[]; text?: string }[] }
type Details = { fields: string[]; text: string }
type Draft = Record<string, Details>

const PATH_OPTIONS = [
  { label: '照片', options: PHOTO_SLOT_CODES.map((slot) => option(`photos.${slot}`)) },
  { label: '填写内容', options: FIELDS.map((field) => option(field.path)) },
]

function option(path: string) {
  return { value: path, label: pathLabel(path) }
}

type Props = {
  open: boolean
  reasons: readonly ReasonOption[]
  marks: readonly string[]
  /** What was entered for a return that was taken back. */
  entered?: ReturnInput
  onClose: () => void
  onReturn: (input: ReturnInput) => Promise<unknown>
}

/**
 * 退回重填: reasons, each with the fields and photos that the owner may then correct. Those marked on the desk are
 * preselected; the input survives closing the dialog.
 */
export function ReturnDialog({ open, reasons, marks, entered, onClose, onReturn }: Props) {
  const [submitted, setSubmitted] = useState(false)
  const complete = {
    validator: (_: unknown, chosen: Draft) => {
      setSubmitted(true)
      return Object.keys(faultsOf(chosen)).length === 0 ? Promise.resolve() : Promise.reject(new Error())
    },
  }
  return (
    <FormDialog<{ chosen: Draft }>
      open={open}
      title="退回重填"
      okText="确认退回"
      danger
      width={720}
      initialValues={{ chosen: draftOf(entered) }}
      onSubmit={({ chosen }) => onReturn(inputOf(chosen))}
      onClose={onClose}
    >
      <p style={{ marginTop: 0 }}>机主会看到这些原因，并且只能修改所列的内容。</p>
      <Form.Item name="chosen" noStyle validateTrigger={[]} rules={[complete]}>
        <ReasonChoice reasons={reasons} marks={marks} submitted={submitted} />
      </Form.Item>
    </FormDialog>
  )
}

function draftOf(entered: ReturnInput | undefined): Draft {
  const reasons = entered?.reasons ?? []
  return Object.fromEntries(reasons.map(({ code, fields, text = '' }) => [code, { fields, text }]))
}

function inputOf(chosen: Draft): ReturnInput {
  const reasons = Object.entries(chosen).map(([code, { fields, text }]) => ({
    code,
    fields,
    text: text || undefined,
  }))
  return { reasons }
}

type ChoiceProps = Pick<Props, 'reasons' | 'marks'> & {
  /** Faults are shown after the first attempt to submit. */
  submitted: boolean
  /** Set by Form.Item. */
  value?: Draft
  onChange?: (chosen: Draft) => void
}

function ReasonChoice({ reasons, marks, submitted, value: chosen = {}, onChange }: ChoiceProps) {
  const faults = submitted ? faultsOf(chosen) : {}
  const toggle = (reason: ReasonOption, on: boolean) => {
    const { [reason.code]: _, ...others } = chosen
    const first = Object.keys(chosen).length === 0
    const fields = first && marks.length > 0 ? [...marks] : reason.fields
    onChange?.(on ? { ...chosen, [reason.code]: { fields, text: '' } } : others)
  }
  return (
    <>
      {faults.all ? (
        <p role="alert" style={{ color: 'var(--danger)' }}>
          {faults.all}
        </p>
      ) : null}
      <div style={{ maxHeight: '56vh', overflowY: 'auto', overflowX: 'hidden' }}>
        {reasons.map((reason) => {
          const draft = chosen[reason.code]
          return (
            <div key={reason.code} style={{ paddingBlock: 4 }}>
              <Checkbox
                checked={draft !== undefined}
                onChange={(event) => toggle(reason, event.target.checked)}
              >
                {reason.name}
              </Checkbox>
              {draft ? (
                <ReasonDetails
                  name={reason.name}
                  draft={draft}
                  fault={faults[reason.code]}
                  onChange={(part) => onChange?.({ ...chosen, [reason.code]: { ...draft, ...part } })}
                />
              ) : null}
            </div>
          )
        })}
      </div>
    </>
  )
}

type DetailsProps = {
  name: string
  draft: Details
  fault: string | undefined
  onChange: (part: Partial<Details>) => void
}

function ReasonDetails({ name, draft, fault, onChange }: DetailsProps) {
  return (
    <div style={{ paddingInlineStart: 24, paddingTop: 4 }}>
      <Form.Item
        label="需要修改的内容"
        style={{ marginBottom: 8 }}
        validateStatus={fault ? 'error' : undefined}
        help={fault}
      >
        <Select
          mode="multiple"
          value={draft.fields}
          options={PATH_OPTIONS}
          optionFilterProp="label"
          placeholder="选择照片或填写项"
          aria-label={`${name}：需要修改的内容`}
          onChange={(fields: string[]) => onChange({ fields })}
        />
      </Form.Item>
      <Input
        value={draft.text}
        maxLength={500}
        placeholder={`补充说明（选填，默认“${name}”）`}
        aria-label={`${name}：补充说明`}
        onChange={(event) => onChange({ text: event.target.value })}
      />
    </div>
  )
}

/** Faults by reason code; under `all` if no reason is chosen. */
function faultsOf(chosen: Draft): Record<string, string> {
  const entries = Object.entries(chosen)
  if (entries.length === 0) return { all: '请至少选择一个退回原因' }
  const faults: Record<string, string> = {}
  for (const [code, { fields, text }] of entries) {
    if (fields.length === 0) faults[code] = '请指出需要修改的照片或填写项'
    if (code === 'OTHER' && text.trim() === '') faults[code] = '选择“其他”时，请填写说明并指出需要修改的内容'
  }
  return faults
}
