import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { recordProof } from '@/lib/features/proof/commands/record'
import { lapseSuccessions } from '@/lib/features/succession-state/commands'
import { audit, auditMany } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { type Tx, transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { counterFilings, needsDocument } from '../policy'
import type { AssignHolderInput } from '../schema'
import { findWaiting } from './find-waiting'
import { proveDocument } from './prove-document'

const movedMachine = z.object({ id: z.string(), districtCode: z.string().nullable() })

/**
 * Assigns the holder's machines in the officer's area to the registered account, after the officer has found that it is
 * the register's owner, and with them what a counter has filed for it. Machines of other areas wait for their own
 * officers. One audit row for the assignment and one for each machine. Where the document was compared, the account's identity
 * is proved with it.
 * @throws AppError NOT_FOUND outside the area or when nothing waits; VERSION_CONFLICT when the account or the number of
 * machines has changed since; INVALID at `idTail` where the document is asked for and not given or not the holder's, which
 * counts with the wrong numbers of the hand-over; LOCKED after too many
 */
export async function assignHolder(
  actor: StaffActor,
  id: string,
  { accountId, machineCount, reason, idTail }: AssignHolderInput,
): Promise<{ machineCount: number }> {
  const proven = await proveDocument(actor, id, idTail)
  return transact(async (tx) => {
    // Before any row, as a load takes it: recordProof asks for it.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('holders'))`
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${id}::uuid FOR NO KEY UPDATE`
    const holder = await findWaiting(tx, actor, id)
    const atCounter = holder.counterOwner !== null
    if (needsDocument(actor, { atCounter, proved: holder.registrant?.provedAt != null }) && !proven)
      throw new AppError('VERSION_CONFLICT')
    if (holder.registrantId !== accountId) throw new AppError('VERSION_CONFLICT')
    await lapseSuccessions(tx, actor, { ownerId: id, area: actor.area })
    const machines = await rowsOf(tx, movedMachine)`
      UPDATE machine m SET "ownerId" = ${accountId}::uuid, version = version + 1
      WHERE m."ownerId" = ${id}::uuid AND ${areaSql(actor.area, 'm')}
      RETURNING m.id, m."districtCode"`
    const moved = machines.length
    const details = { holder: id, account: accountId, reason }
    const what = { action: 'machine.assign-owner', subjectType: 'machine', details } as const
    await auditMany(
      tx,
      actor,
      machines.map((machine) => ({ ...what, subjectId: machine.id, districtCode: machine.districtCode })),
    )
    if (moved !== machineCount) throw new AppError('VERSION_CONFLICT')
    const filings = holder.counterOwner ? await moveFilings(tx, actor, id, accountId) : 0
    await audit(tx, actor, {
      action: 'holder.assign',
      subjectType: 'account',
      subjectId: id,
      districtCode: actor.divisionCode,
      details: {
        account: accountId,
        machines: moved,
        ...(holder.counterOwner ? { filings } : {}),
        ...(proven ? { identity: 'TAIL' } : {}),
        reason,
      },
    })
    if (proven) await recordProof(tx, actor, accountId)
    return { machineCount: moved }
  })
}

/** What a counter of the area has filed for the holder becomes the account's, with its photos and messages. */
async function moveFilings(tx: Tx, actor: StaffActor, id: string, accountId: string): Promise<number> {
  const filings = await tx.filing.findMany({
    where: { filerId: id, ownerId: id, AND: counterFilings(actor) },
    select: { id: true },
  })
  const ids = filings.map((filing) => filing.id)
  await tx.filing.updateMany({ where: { id: { in: ids } }, data: { filerId: accountId, ownerId: accountId } })
  const of = { filingId: { in: ids } }
  await tx.notice.updateMany({ where: { accountId: id, ...of }, data: { accountId } })
  const used = [
    { filings: { some: of } },
    { statements: { some: of } },
    { revisions: { some: { revision: of } } },
  ]
  await tx.photo.updateMany({ where: { accountId: id, OR: used }, data: { accountId } })
  return ids.length
}
