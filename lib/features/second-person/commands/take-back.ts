import type { StaffActor } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'
import { ACTS } from '../schema'

/** 撤回, by who asked. @returns false when it waits no more, or another asked */
export async function takeBack(tx: Tx, actor: StaffActor, id: string): Promise<boolean> {
  const [row] = await tx.pendingAct.updateManyAndReturn({
    where: { id, askedById: actor.id, state: 'WAITING' },
    data: { state: 'WITHDRAWN', endedAt: new Date() },
  })
  if (!row) return false
  await audit(tx, actor, {
    action: 'act.withdraw',
    subjectType: ACTS[row.kind].subject,
    subjectId: row.subjectId,
    districtCode: row.divisionCode,
    details: { actKind: row.kind },
  })
  return true
}
