import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { type Tx, transact } from '@/lib/server/database/db'
import { requestContext } from '@/lib/server/http/request-context'
import { openPhone } from '@/lib/server/secrets/personal'
import { decrypt } from '@/lib/server/secrets/secrets'
import { waitingFor } from './policy'
import type { AssignHolderInput, HolderParty } from './schema'

/**
 * Assigns the holder's machines in the officer's area to the registered account, after the officer has found that it is
 * the register's owner. Machines of other areas wait for their own officers. One audit row for the assignment and one
 * for each machine.
 * @throws AppError NOT_FOUND outside the area or when nothing waits; VERSION_CONFLICT when the account or the number of
 * machines has changed since
 */
export function assignHolder(
  actor: StaffActor,
  id: string,
  { accountId, machineCount, reason }: AssignHolderInput,
): Promise<{ machineCount: number }> {
  return transact(async (tx) => {
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${id}::uuid FOR NO KEY UPDATE`
    const holder = await findWaiting(tx, actor, id)
    if (holder.registrantId !== accountId) throw new AppError('VERSION_CONFLICT')
    const moved = await tx.$executeRaw`
      WITH moved AS (
        UPDATE machine m SET "ownerId" = ${accountId}::uuid, version = version + 1
        WHERE m."ownerId" = ${id}::uuid AND ${areaSql(actor.area, 'm')}
        RETURNING m.id, m."districtCode")
      INSERT INTO audit_event
        ("actorKind", "actorId", action, "subjectType", "subjectId", "districtCode", details, "requestId")
      SELECT ${actor.kind}::"ActorKind", ${actor.id}::uuid, 'machine.assign-owner', 'machine', moved.id::text,
        moved."districtCode", ${JSON.stringify({ holder: id, account: accountId, reason })}::jsonb,
        ${requestContext.getStore()?.requestId ?? null}
      FROM moved`
    if (moved !== machineCount) throw new AppError('VERSION_CONFLICT')
    await audit(tx, actor, {
      action: 'holder.assign',
      subjectType: 'account',
      subjectId: id,
      districtCode: actor.divisionCode,
      details: { account: accountId, machines: moved, reason },
    })
    return { machineCount: moved }
  })
}

/**
 * The full ID number and phone of holder or account, for comparison. Each reveal is audited, without the numbers.
 * @throws AppError NOT_FOUND outside the area or when nothing waits
 */
export function revealHolder(
  actor: StaffActor,
  id: string,
  party: HolderParty,
): Promise<{ idNumber: string; phone: string }> {
  return transact(async (tx) => {
    const holder = await findWaiting(tx, actor, id)
    const shown = party === 'HOLDER' ? holder : holder.registrant
    if (!shown) throw new AppError('NOT_FOUND')
    await audit(tx, actor, {
      action: 'holder.reveal',
      subjectType: 'account',
      subjectId: shown.id,
      districtCode: actor.divisionCode,
      details: { party },
    })
    return { idNumber: decrypt(shown.idNumber), phone: openPhone(shown.phone) }
  })
}

async function findWaiting(tx: Tx, actor: StaffActor, id: string) {
  const holder = await tx.account.findFirst({
    where: { id, ...waitingFor(actor) },
    include: { registrant: true },
  })
  if (!holder) throw new AppError('NOT_FOUND')
  return holder
}
