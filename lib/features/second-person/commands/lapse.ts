import { SYSTEM } from '@/lib/core/actor'
import type { SecondPersonAct } from '@/lib/features/setting/schema/second-person'
import { audit } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'
import { ACTS } from '../schema'

/** At once; the rest comes with the next run of the job. */
const LIMIT = 500

/** Ends the acts that nobody confirmed or declined in time. @returns how many */
export async function lapseActs(
  tx: Tx,
  which: { kind?: SecondPersonAct; subjectId?: string } = {},
): Promise<number> {
  const now = new Date()
  const late = { ...which, state: 'WAITING', lapsesAt: { lte: now } } as const
  const found = await tx.pendingAct.findMany({ where: late, select: { id: true }, take: LIMIT })
  let lapsed = 0
  for (const { id } of found) {
    // Guarded: another server's job, or who asks again, may have been first.
    const [row] = await tx.pendingAct.updateManyAndReturn({
      where: { id, ...late },
      data: { state: 'LAPSED', endedAt: now },
    })
    if (!row) continue
    lapsed += 1
    await audit(tx, SYSTEM, {
      action: 'act.lapse',
      subjectType: ACTS[row.kind].subject,
      subjectId: row.subjectId,
      districtCode: row.divisionCode,
      details: { actKind: row.kind, askedBy: row.askedById },
    })
  }
  return lapsed
}
