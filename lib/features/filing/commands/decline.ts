import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { notify } from '@/lib/server/notice/notify'
import { statedWith } from '../queries/stated'
import type { declineFilingEndpoint } from '../schema/review'
import { decide } from './decide'

type Refusal = z.output<typeof declineFilingEndpoint.body> & { id: string }

/**
 * 不予登记: ends this filing. The owner sees the reason with legal basis and remedies, and may file again.
 * @throws AppError NOT_FOUND, NOT_CLAIMED, CLAIMED_BY_OTHER, STATE_CONFLICT, VERSION_CONFLICT
 */
export function declineFiling(actor: StaffActor, { id, version, reason }: Refusal) {
  return transact(async (tx) => {
    const filing = await decide(tx, actor, {
      action: 'decline',
      id,
      version,
      at: new Date(),
      comment: reason,
      stated: await statedWith(tx, actor, id, 'DECLINE'),
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
  })
}
