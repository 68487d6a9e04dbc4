import { Alert, Button, type CheckboxRef, type InputRef, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { PATH } from '@/lib/features/pickup/rules/collector'
import { COLLECTOR_KINDS, COLLECTOR_LABELS, type Pickup } from '@/lib/features/pickup/schema'
import css from './counter.module.css'
import { HandOverConfirm } from './hand-over-confirm'
import { IdentityFields } from './identity-fields'
import { ItemChecks } from './item-checks'
import type { PickupDetailActions } from './pickup-detail'
import { type Faults, useHandOver } from './use-hand-over'

type Props = PickupDetailActions & {
  pickups: readonly Pickup[]
  /** Whose owner and agent may collect. */
  party: Pick<Pickup, 'owner' | 'agent'>
  /** Reads them again, with today's counts of copies. */
  refetch: () => Promise<readonly Pickup[]>
}

/** Collector, items and submit button; Enter leads from field to field, to the confirmation and through it. */
export function HandOverForm({ pickups, party, onHandedOver, onFilledIn, refetch }: Props) {
  const form = useHandOver({ pickups, party }, { handedOver: onHandedOver, stale: () => void refetch() })
  const [confirming, setConfirming] = useState(false)
  const [checking, setChecking] = useState(false)
  const nameInput = useRef<InputRef>(null)
  const idInput = useRef<InputRef>(null)
  const firstItem = useRef<CheckboxRef>(null)
  const { filled } = form
  useEffect(() => onFilledIn(filled), [filled, onFilledIn])

  async function submit() {
    if (checking || form.send.isPending) return
    const faults = form.check()
    if (Object.keys(faults).length > 0) return lead(faults)
    setChecking(true)
    // A colleague may have printed or handed over meanwhile; without an answer the dialog shows what is known here.
    await refetch().finally(() => setChecking(false))
    setConfirming(true)
  }
  /** To the first field that is missing or wrong. */
  function lead(faults: Faults) {
    if (faults[PATH.name]) nameInput.current?.focus()
    else if (faults[PATH.idNumber]) idInput.current?.focus()
    else if (faults.items) firstItem.current?.focus()
  }

  const kinds = COLLECTOR_KINDS.filter((kind) => kind !== 'AGENT' || party.agent)
  return (
    <form
      className={css.handOver}
      aria-label="发放"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
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
      <IdentityFields key={form.kind} form={form} nameInput={nameInput} idInput={idInput} />
      <h3>发放物品</h3>
      <ItemChecks
        first={firstItem}
        pickups={pickups}
        value={form.items}
        onChange={form.setItems}
        onEnter={() => void submit()}
      />
      {(form.faults.ids ?? form.faults.items) && (
        <p className={css.refused}>{form.faults.ids ?? form.faults.items}</p>
      )}
      <SendError error={form.send.error} />
      <Button type="primary" size="large" block htmlType="submit" loading={checking || form.send.isPending}>
        {pickups.length > 1 ? `确认发放 ${pickups.length} 台（回车）` : '确认发放（回车）'}
      </Button>
      <HandOverConfirm open={confirming} form={form} pickups={pickups} onClose={() => setConfirming(false)} />
    </form>
  )
}

/** Errors that belong to no field: already collected, connection lost, revoked meanwhile, one of several. */
function SendError({ error }: { error: Error | null }) {
  if (!error) return null
  const { errors = [] } = error instanceof ApiError ? error.problem : {}
  if (errors.length > 0 && errors.every(({ path }) => path.startsWith('collector.'))) return null
  return <Alert type="error" showIcon title={error.message} />
}
