'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { rowsOf } from '@/components/ui/list-table/list-query'
import { Failed, Loading } from '@/components/ui/states'
import { queueQuery } from '@/lib/features/filing/api/desk'
import { PASS_LIMIT } from '@/lib/features/filing/schema/pass'
import { ConfirmHeld } from './confirm-held'
import { HeldChoice } from './held-choice'
import type { HeldPlan } from './held-plan'

type Props = {
  /** Whose claimed filings: a reviewer's own, or one of the area's for a supervisor. */
  holder: { id: string; name: string; mine: boolean }
  /** Said above them: why they are shown. */
  why?: string
  onClose: () => void
}

/**
 * The filings that an officer has claimed, to be handed to a colleague or put back. What is to happen is chosen first and shown
 * a second time, with the names, before anything is sent; the button that sends it is not where the one before was, so that a
 * double tap passes nothing.
 */
export function HeldDialog({ holder, why, onClose }: Props) {
  const [plan, setPlan] = useState<HeldPlan | null>(null)
  const query = useInfiniteQuery(queueQuery({ queue: 'in-review', claimedById: holder.id }, PASS_LIMIT))
  const rows = rowsOf(query.data)
  const who = holder.mine ? '您' : holder.name
  return (
    <Modal
      open
      title={plan ? '请再看一遍' : `${who}手上的登记`}
      width={680}
      style={{ top: 40 }}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
    >
      {query.error && !rows ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : !rows ? (
        <Loading />
      ) : (
        <>
          {plan && <ConfirmHeld holder={holder} plan={plan} onBack={() => setPlan(null)} onDone={onClose} />}
          {/* Stays mounted: who goes back finds what was chosen. */}
          <div hidden={plan !== null}>
            <HeldChoice
              rows={rows}
              more={query.hasNextPage}
              who={who}
              why={why}
              onNext={setPlan}
              onClose={onClose}
            />
          </div>
        </>
      )}
    </Modal>
  )
}
