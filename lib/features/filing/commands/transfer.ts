import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { fieldError } from '@/lib/core/app-error'
import { isDistrictInForce } from '@/lib/features/division/queries/in-force'
import { wantInspection } from '@/lib/features/inspection/commands/want'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { notify } from '@/lib/server/notice/notify'
import { Prisma } from '@/prisma/client'
import type { transferFilingEndpoint } from '../schema/review'
import { actionable, refuse } from './refusal'

type Transfer = z.output<typeof transferFilingEndpoint.body> & { id: string }
const movedFiling = z.object({ filerId: z.uuid(), ownerId: z.uuid(), from: z.string() })
type Moved = z.output<typeof movedFiling>

/**
 * 转办: moves the filing to the queue of the district it belongs to, anywhere in the country. It keeps its deadline,
 * since the owner has been waiting as long. If the district is outside the actor's area, the actor no longer sees it.
 * Audited for both districts, so that the supervisors of both see it.
 * @throws AppError INVALID for a division that is unknown, ended, not a district, or the current one; CLAIMED_BY_OTHER,
 * STATE_CONFLICT, NOT_FOUND
 */
export function transferFiling(actor: StaffActor, { id, districtCode, reason }: Transfer) {
  return transact(async (tx) => {
    if (!(await isDistrictInForce(tx, districtCode))) throw fieldError('districtCode', '请选择有效的区县')
    const moved = await move(tx, actor, id, districtCode)
    if (moved.from === districtCode) throw fieldError('districtCode', '该登记已在此区县，请选择其他区县')
    // Another district may have another law table.
    await wantInspection(tx, id)
    await notify(tx, { filing: { id, filerId: moved.filerId, ownerId: moved.ownerId }, kind: 'TRANSFERRED' })
    const event = {
      subjectType: 'filing',
      subjectId: id,
      details: { from: moved.from, to: districtCode, reason },
    }
    await audit(tx, actor, { ...event, action: 'filing.transfer', districtCode: moved.from })
    await audit(tx, actor, { ...event, action: 'filing.transfer-in', districtCode })
    return { id, status: 'SUBMITTED' as const, districtCode }
  })
}

/** Another officer's claim blocks a reviewer, not a supervisor. */
async function move(tx: Tx, actor: StaffActor, id: string, districtCode: string): Promise<Moved> {
  const free =
    actor.role === 'SUPERVISOR'
      ? Prisma.sql`true`
      : Prisma.sql`(f."claimedById" IS NULL OR f."claimedById" = ${actor.id}::uuid)`
  const [moved] = await rowsOf(tx, movedFiling)`
    UPDATE filing f SET content = jsonb_set(f.content, '{districtCode}', to_jsonb(${districtCode}::text)),
      status = 'SUBMITTED', version = f.version + 1, "claimedById" = NULL, "claimedAt" = NULL,
      "claimExpiresAt" = NULL, "keptForId" = NULL, "updatedAt" = ${new Date()}
    FROM (SELECT id, "districtCode" FROM filing WHERE id = ${id}::uuid FOR UPDATE) old
    WHERE f.id = old.id AND ${actionable(actor, 'transfer', id)} AND ${free}
    RETURNING f."filerId", f."ownerId", old."districtCode" AS from`
  return moved ?? refuse(tx, actor, 'transfer', id)
}
