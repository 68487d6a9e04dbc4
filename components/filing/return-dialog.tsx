import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { useMemo, useState } from 'react'
import { pathLabel } from '@/lib/features/content/rules/display'
import { FIELDS } from '@/lib/features/content/schema/fields'
import { PHOTO_SLOT_CODES } from '@/lib/features/photo/schema'

/** A reason of the list, with the fields it usually concerns. */
export type ReasonOption = { code: string; name: string; fields: string[] }
export type ReturnInput = { reasons: { code: string; fields: string[]; text?: string }[] }
type Draft = Record<string, { fields: string[]; text: string }>

const PATH_OPTIONS = [
  { label: '照片', options: PHOTO_SLOT_CODES.map((slot) => option(`photos.${slot}`)) },
  { label: '填写内容', options: FIELDS.map((field) => option(field.path)) },
]

function option(path: string) {
  return { value: path, label: pathLabel(path) }
}

/**
 * 退回重填: reasons, each naming the fields and photos that the owner may then correct. What the officer marked while
 * looking is already named; what is typed here survives closing the dialog.
 */
export function ReturnDialog({
  open,
  reasons,
  marks,
  busy,
  onClose,
  onReturn,
}: {
  open: boolean
  reasons: readonly ReasonOption[]
  marks: readonly string[]
  busy: boolean
  onClose: () => void
  onReturn: (input: ReturnInput) => void
}) {
  const [chosen, setChosen] = useState<Draft>({})
  const [tried, setTried] = useState(false)
  const faults = useMemo(() => faultsOf(chosen), [chosen])

  const toggle = (reason: ReasonOption, on: boolean) =>
    setChosen((before) => {
      if (!on) return Object.fromEntries(Object.entries(before).filter(([code]) => code !== reason.code))
      const first = Object.keys(before).length === 0
      const fields = first && marks.length > 0 ? [...marks] : reason.fields
      return { ...before, [reason.code]: { fields, text: '' } }
    })
  const change = (code: string, part: Partial<Draft[string]>) =>
    setChosen((before) => ({ ...before, [code]: { fields: [], text: '', ...before[code], ...part } }))

  const submit = () => {
    setTried(true)
    if (Object.keys(faults).length > 0) return
    const input = Object.entries(chosen).map(([code, { fields, text }]) => ({
      code,
      fields,
      text: text || undefined,
    }))
    onReturn({ reasons: input })
  }

  return (
    <Modal
      open={open}
      title="退回重填"
      okText="确认退回"
      cancelText="取消"
      okButtonProps={{ danger: true, loading: busy }}
      onOk={submit}
      onCancel={onClose}
      width={720}
    >
      <p style={{ marginTop: 0 }}>机主会看到这些原因，并且只能修改所列的内容。</p>
      {tried && faults.all ? (
        <p role="alert" style={{ color: 'var(--danger)' }}>
          {faults.all}
        </p>
      ) : null}
      <div style={{ maxHeight: '56vh', overflowY: 'auto', overflowX: 'hidden' }}>
        {reasons.map((reason) => {
          const draft = chosen[reason.code]
          const fault = tried ? faults[reason.code] : undefined
          return (
            <div key={reason.code} style={{ paddingBlock: 4 }}>
              <Checkbox
                checked={draft !== undefined}
                onChange={(event) => toggle(reason, event.target.checked)}
              >
                {reason.name}
              </Checkbox>
              {draft ? (
                <Form layout="vertical" style={{ paddingInlineStart: 24, paddingTop: 4 }} component="div">
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
                      aria-label={`${reason.name}：需要修改的内容`}
                      onChange={(fields: string[]) => change(reason.code, { fields })}
                    />
                  </Form.Item>
                  <Input
                    value={draft.text}
                    maxLength={500}
                    placeholder={`补充说明（选填，默认“${reason.name}”）`}
                    aria-label={`${reason.name}：补充说明`}
                    onChange={(event) => change(reason.code, { text: event.target.value })}
                  />
                </Form>
              ) : null}
            </div>
          )
        })}
      </div>
    </Modal>
  )
}

/** By reason code, what is missing; `all` when none is chosen. */
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
