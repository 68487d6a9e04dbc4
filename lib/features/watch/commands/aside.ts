import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { inArea } from '../queries/alerts'

/**
 * Hides an alert from the actor until its level rises above the current one.
 * @throws AppError NOT_FOUND if it has ended or is outside the actor's area
 */
export async function putAside(actor: StaffActor, id: string): Promise<void> {
  await transact(async (tx) => {
    const divisionCode = await requireOpen(tx, actor, id)
    await tx.$executeRaw`
      INSERT INTO alert_seen ("alertId", "staffId", level, "seenAt")
      SELECT id, ${actor.id}::uuid, level, now() FROM alert WHERE id = ${id}::uuid
      ON CONFLICT ("alertId", "staffId") DO UPDATE SET level = EXCLUDED.level, "seenAt" = EXCLUDED."seenAt"`
    await auditAlert(tx, actor, 'put-aside', id, divisionCode)
  })
}

/**
 * Shows a hidden alert again; no effect on others.
 * @throws AppError NOT_FOUND if it has ended or is outside the actor's area
 */
export async function takeBack(actor: StaffActor, id: string): Promise<void> {
  await transact(async (tx) => {
    const divisionCode = await requireOpen(tx, actor, id)
    const { count } = await tx.alertSeen.deleteMany({ where: { alertId: id, staffId: actor.id } })
    if (count > 0) await auditAlert(tx, actor, 'take-back', id, divisionCode)
  })
}

const openAlert = z.object({ divisionCode: z.string() })

async function requireOpen(tx: Tx, actor: StaffActor, id: string): Promise<string> {
  const [alert] = await rowsOf(tx, openAlert)`
    SELECT a."divisionCode" FROM alert a WHERE a.id = ${id}::uuid AND a."endedAt" IS NULL AND ${inArea(actor)}`
  if (!alert) throw new AppError('NOT_FOUND')
  return alert.divisionCode
}

function auditAlert(
  tx: Tx,
  actor: StaffActor,
  verb: 'put-aside' | 'take-back',
  id: string,
  divisionCode: string,
): Promise<void> {
  return audit(tx, actor, {
    action: `alert.${verb}`,
    subjectType: 'alert',
    subjectId: id,
    districtCode: divisionCode,
  })
}
