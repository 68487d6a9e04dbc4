import { Alert, Button, Checkbox, Input, Modal, Radio } from 'antd'
import { useId, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { PATH } from '@/lib/features/pickup/rules/collector'
import {
  COLLECTOR_KINDS,
  COLLECTOR_LABELS,
  ITEM_LABELS,
  PICKUP_ITEMS,
  type Pickup,
} from '@/lib/features/pickup/schema'
import css from './counter.module.css'
import { useHandOver } from './use-hand-over'

type Props = { pickup: Pickup; onHandedOver: (pickup: Pickup) => void; onStale: () => void }

/** Collector, items and submit button; Enter leads from the ID number to the confirmation and through it. */
export function HandOverForm({ pickup, onHandedOver, onStale }: Props) {
  const form = useHandOver(pickup, { handedOver: onHandedOver, stale: onStale })
  const [confirming, setConfirming] = useState(false)
  const confirmId = useId()
  const kinds = COLLECTOR_KINDS.filter((kind) => kind !== 'AGENT' || pickup.agent)
  return (
    <form
      className={css.handOver}
      aria-label="发放"
      onSubmit={(event) => {
        event.preventDefault()
        if (form.check()) setConfirming(true)
      }}
    >
      <h3>核对身份</h3>
      <Radio.Group
        aria-label="领取人"
        optionType="button"
        buttonStyle="solid"
        value={form.kind}
        onChange={(event) => form.choose(event.target.value)}
        options={kinds.map((kind) => ({ value: kind, label: COLLECTOR_LABELS[kind] }))}
      />
      <IdentityFields form={form} />
      <h3>发放物品</h3>
      <Checkbox.Group
        aria-label="发放物品"
        value={form.items}
        onChange={form.setItems}
        options={PICKUP_ITEMS.map((item) => ({ value: item, label: ITEM_LABELS[item] }))}
      />
      {form.faults.items && <p className={css.refused}>{form.faults.items}</p>}
      <SendError error={form.send.error} />
      <Button type="primary" size="large" block htmlType="submit" loading={form.send.isPending}>
        确认发放
      </Button>
      <Modal
        open={confirming}
        title={`发放 ${pickup.registrationNumber}`}
        okText="确认发放"
        cancelText="返回"
        okButtonProps={{
          id: confirmId,
          loading: form.send.isPending,
          // A held-down Enter must not confirm a dialog that nobody has read.
          onKeyDown: (event) => event.repeat && event.preventDefault(),
        }}
        afterOpenChange={(open) => open && document.getElementById(confirmId)?.focus()}
        onCancel={() => setConfirming(false)}
        onOk={() => form.send.mutate(undefined, { onSettled: () => setConfirming(false) })}
      >
        <p>
          领取人：{COLLECTOR_LABELS[form.kind]} <strong>{form.name}</strong>
        </p>
        <p>物品：{form.items.map((item) => ITEM_LABELS[item]).join('、')}</p>
        <p className={css.soft}>发放后不能撤回。</p>
      </Modal>
    </form>
  )
}

function IdentityFields({ form }: { form: ReturnType<typeof useHandOver> }) {
  const { registered, faults } = form
  const person = registered?.type === 'PERSON'
  const tailEnough = form.kind !== 'OTHER'
  return (
    <div className={css.identity}>
      {person ? (
        <p>
          登记姓名：<strong>{registered.name}</strong>
        </p>
      ) : (
        <Field
          label={registered ? '经办人姓名' : '代领人姓名'}
          fault={faults[PATH.name]}
          value={form.name}
          onChange={form.setTypedName}
        />
      )}
      <Field
        label={idLabel(tailEnough, person)}
        fault={faults[PATH.idNumber]}
        value={form.idNumber}
        onChange={form.setIdNumber}
        hint={tailEnough ? `登记证件 ${registered?.idNumberMasked ?? ''}` : undefined}
        // The first field to fill in where the name is known.
        autoFocus={person}
      />
      {faults[PATH.kind] && <p className={css.refused}>{faults[PATH.kind]}</p>}
    </div>
  )
}

function idLabel(tailEnough: boolean, person: boolean): string {
  if (!tailEnough) return '代领人身份证号（18 位）'
  return person ? '证件号后四位或全号' : '信用代码后四位，或经办人身份证号'
}

type FieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  fault: string | undefined
  hint?: string
  autoFocus?: boolean
}

function Field({ label, value, onChange, fault, hint, autoFocus }: FieldProps) {
  const id = useId()
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={value}
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        status={fault ? 'error' : undefined}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-note`} className={fault ? css.refused : css.soft} aria-live="polite">
        {fault ?? hint}
      </p>
    </div>
  )
}

/** Errors that belong to no field: already collected, connection lost, revoked meanwhile. */
function SendError({ error }: { error: Error | null }) {
  if (!error || (error instanceof ApiError && error.problem.errors?.length)) return null
  return <Alert type="error" showIcon title={error.message} />
}
