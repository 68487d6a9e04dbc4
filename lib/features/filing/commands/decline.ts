import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import { statedWith } from '../queries/stated'
import type { declineFilingEndpoint } from '../schema/review'
import { type Decidable, decide } from './decide'

type Refusal = z.output<typeof declineFilingEndpoint.body> & Decidable

/**
 * 不予登记: ends this filing. The owner sees the reason with legal basis and remedies, and may file again.
 * @throws AppError NOT_FOUND, NOT_CLAIMED, CLAIMED_BY_OTHER, STATE_CONFLICT, VERSION_CONFLICT
 */
export function declineFiling(actor: StaffActor, refusal: Refusal) {
  return transact((tx) => declineWithin(tx, actor, refusal))
}

/** `declineFiling` inside a transaction. */
export async function declineWithin(tx: Tx, actor: StaffActor, { reason, ...refusal }: Refusal) {
  const { id } = refusal
  const stated = await statedWith(tx, actor, id, 'DECLINE')
  const filing = await decide(tx, actor, {
    ...refusal,
    action: 'decline',
    at: new Date(),
    comment: reason,
    stated,
  })
  await notify(tx, { filing, kind: 'DECLINED', decisionId: filing.decisionId })
  await audit(tx, actor, {
    action: 'filing.decline',
    subjectType: 'filing',
    subjectId: id,
    districtCode: filing.districtCode,
    details: { decisionId: filing.decisionId, revision: filing.revision },
  })
  return { id, status: 'DECLINED' as const }
}
