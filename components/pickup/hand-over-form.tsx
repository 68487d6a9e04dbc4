import { Alert, Button, type CheckboxRef, type InputRef, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { PATH } from '@/lib/features/pickup/rules/collector'
import { COLLECTOR_KINDS, COLLECTOR_LABELS, type Pickup } from '@/lib/features/pickup/schema'
import css from './counter.module.css'
import { HandOverConfirm } from './hand-over-confirm'
import { IdentityFields } from './identity-fields'
import { ItemChecks } from './item-checks'
import { type Fault, ITEMS, useHandOver } from './use-hand-over'

export type HandOverActions = {
  onHandedOver: (pickups: readonly Pickup[]) => void
  /** Whether something is typed or ticked that would be lost. */
  onFilledIn: (filled: boolean) => void
}

type Props = HandOverActions & {
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
  const refused = form.send.error instanceof ApiError && PATH.idNumber in form.send.error.fieldMessages
  useEffect(() => {
    // To be typed anew.
    if (refused && !confirming) idInput.current?.focus({ cursor: 'all' })
  }, [refused, confirming])
  useEffect(() => onFilledIn(filled), [filled, onFilledIn])

  async function submit() {
    if (checking || form.send.isPending) return
    const faults = form.judge()
    if (faults.length > 0) return lead(faults)
    form.setFaults({})
    setChecking(true)
    // A colleague may have printed or handed over meanwhile; without an answer the dialog shows what is known here.
    await refetch().finally(() => setChecking(false))
    setConfirming(true)
  }
  /**
   * To the first field that is missing or wrong. What Enter leads on to from a text field is no fault yet; whoever presses
   * the button is told.
   */
  function lead(faults: readonly Fault[]) {
    const [first] = faults
    const field = { [PATH.name]: nameInput, [PATH.idNumber]: idInput, [ITEMS]: firstItem }[first?.path ?? '']
    const before = document.activeElement
    field?.current?.focus()
    const led = takesText(before) && field !== undefined && document.activeElement !== before
    const shown = faults.filter((fault) => !fault.missing || (fault === first && !led))
    form.setFaults(Object.fromEntries(shown.map(({ path, message }) => [path, message])))
  }

  const untouched =
    (pickups.length === 0 && form.faults.ids) || (form.items.length === 0 && form.faults[ITEMS])
  const kinds = COLLECTOR_KINDS.filter((kind) => kind !== 'AGENT' || party.agent)
  return (
    <form
      method="post"
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
      {untouched && (
        <p className={css.refused} role="alert">
          {untouched}
        </p>
      )}
      <SendError error={form.send.error} />
      <Button type="primary" size="large" block htmlType="submit" loading={checking || form.send.isPending}>
        {pickups.length > 1 ? `确认发放 ${pickups.length} 台（回车）` : '确认发放（回车）'}
      </Button>
      <HandOverConfirm open={confirming} form={form} pickups={pickups} onClose={() => setConfirming(false)} />
    </form>
  )
}

const takesText = (element: Element | null) =>
  element instanceof HTMLInputElement && !['checkbox', 'radio', 'submit'].includes(element.type)

/** Errors that belong to no field: already collected, connection lost, revoked meanwhile, one of several. */
function SendError({ error }: { error: Error | null }) {
  if (!error) return null
  const { errors = [] } = error instanceof ApiError ? error.problem : {}
  if (errors.length > 0 && errors.every(({ path }) => path.startsWith('collector.'))) return null
  return <Alert type="error" showIcon title={error.message} />
}
