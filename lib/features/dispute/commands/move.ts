import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { lapseWaiting } from '@/lib/features/change/commands/lapse'
import { lapseSuccessions } from '@/lib/features/succession-state/commands'
import { audit, auditMany } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { blindIndex, encrypt } from '@/lib/server/secrets/secrets'
import { FILED } from '../queries'

/**
 * The account keeps phone and sign-in, to read why; nothing finds it by the number, and the number is not kept: it is somebody
 * else's.
 */
export async function loseNumber(tx: Tx, actor: StaffActor, id: string): Promise<void> {
  await tx.account.update({
    where: { id },
    data: {
      idNumber: encrypt('account.idNumber', id, ''),
      // Of nothing that anybody could look for.
      idNumberIndex: blindIndex('id', randomUUID()),
      idTailIndex: blindIndex('id-tail', randomUUID()),
      provedAt: null,
      provedHow: null,
      provedById: null,
      numberLostAt: new Date(),
    },
  })
  await audit(tx, actor, {
    action: 'dispute.lose-number',
    subjectType: 'account',
    subjectId: id,
    districtCode: actor.divisionCode,
  })
}

const movedMachine = z.object({ id: z.string(), districtCode: z.string().nullable() })

type Move = { from: string; to: string }

/**
 * What was registered by the number goes with it: machines wherever they are, with a row of the trail for each, and submitted
 * filings with their photos. Waiting changes of the machines lapse; drafts stay, and so do notices: they were sent to whom they were sent.
 */
export async function moveHoldings(
  tx: Tx,
  actor: StaffActor,
  { from, to }: Move,
): Promise<{ machines: number; filings: number }> {
  await lapseSuccessions(tx, actor, { ownerId: from })
  const machines = await rowsOf(tx, movedMachine)`
    UPDATE machine SET "ownerId" = ${to}::uuid, version = version + 1
    WHERE "ownerId" = ${from}::uuid
    RETURNING id, "districtCode"`
  const waiting = await tx.change.findMany({
    where: { machineId: { in: machines.map(({ id }) => id) }, status: 'SUBMITTED' },
    distinct: ['machineId'],
    select: { machineId: true },
  })
  for (const { machineId } of waiting) await lapseWaiting(tx, machineId)
  const what = { action: 'machine.assign-owner', subjectType: 'machine' } as const
  await auditMany(
    tx,
    actor,
    machines.map(({ id, districtCode }) => ({
      ...what,
      subjectId: id,
      districtCode,
      details: { holder: from, account: to },
    })),
  )
  return { machines: machines.length, filings: await moveFilings(tx, { from, to }) }
}

async function moveFilings(tx: Tx, { from, to }: Move): Promise<number> {
  const filings = await tx.filing.findMany({
    where: { ownerId: from, ...FILED },
    select: { id: true, filerId: true },
  })
  const all = filings.map(({ id }) => id)
  // Filed by an agent: that one goes on. Each in one statement: a filer who is not the owner needs a consent.
  const own = filings.filter(({ filerId }) => filerId === from).map(({ id }) => id)
  const moved = { ownerId: to, version: { increment: 1 } }
  await tx.filing.updateMany({ where: { id: { in: own } }, data: { ...moved, filerId: to } })
  await tx.filing.updateMany({ where: { id: { in: all }, filerId: { not: to } }, data: moved })
  const of = { filingId: { in: own } }
  const used = [{ filings: { some: of } }, { revisions: { some: { revision: of } } }]
  await tx.photo.updateMany({ where: { accountId: from, OR: used }, data: { accountId: to } })
  return all.length
}
