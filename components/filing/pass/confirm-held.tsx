import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useRef } from 'react'
import { passFilingsMutation, releaseFilingsMutation } from '@/lib/features/filing/api/pass'
import type { HeldPlan } from './held-plan'
import { HeldRow } from './held-row'
import styles from './pass.module.css'

type Props = {
  holder: { id: string; name: string; mine: boolean }
  plan: HeldPlan
  onBack: () => void
  onDone: () => void
}

/** Second step: says what goes from whom to whom, and sends it. */
export function ConfirmHeld({ holder, plan: { rows, to, note }, onBack, onDone }: Props) {
  const { notification } = App.useApp()
  const pass = useMutation(passFilingsMutation(holder.id))
  const release = useMutation(releaseFilingsMutation(holder.id))
  // A second tap may come before the button is shown busy.
  const sent = useRef(false)
  const from = holder.mine ? '您' : holder.name
  const question = to
    ? `把${from}手上的 ${rows.length} 件移交给${to.name}`
    : `把${from}手上的 ${rows.length} 件放回队列`
  const ids = rows.map(({ id }) => id)
  const failure = pass.error ?? release.error
  const busy = pass.isPending || release.isPending
  const send = async () => {
    if (sent.current) return
    sent.current = true
    try {
      if (to) await pass.mutateAsync({ ids, staffId: to.id, note: note || undefined })
      else await release.mutateAsync({ ids })
      notification.success({ title: `已${question}`, duration: 8, placement: 'topRight' })
      onDone()
    } catch {
      // Shown below.
    } finally {
      sent.current = false
    }
  }
  return (
    <>
      <p className={styles.what}>
        <strong>{question}</strong>
        {to && note ? `，附备注“${note}”` : ''}
      </p>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <HeldRow key={row.id} row={row} />
        ))}
      </ul>
      {failure && (
        <Alert role="alert" className={styles.refused} type="error" showIcon title={failure.message} />
      )}
      <div className={styles.foot}>
        <Button type="primary" loading={busy} onClick={() => void send()}>
          {to ? `确认移交给${to.name}` : '确认放回队列'}
        </Button>
        <span className={styles.gap} />
        <Button disabled={busy} onClick={onBack}>
          返回修改
        </Button>
      </div>
    </>
  )
}
