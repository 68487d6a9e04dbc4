import { z } from 'zod'
import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { hasOrHadName } from '@/lib/features/former-name/queries'
import { lapseSuccessions } from '@/lib/features/succession-state/commands'
import { audit, auditMany } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'

type Recorded = {
  /** False: it was proved before, and that stays. */
  recorded: boolean
  /** Machines of older registers that came with it. */
  machines: number
}

/**
 * Records that the account's identity is proved, and gives it what waited for that. An officer who has compared the document
 * proves it as such; the account itself, by the answer of the service.
 * @param comparedById the officer who had the document, where another one's word makes it count
 */
export async function recordProof(
  tx: Tx,
  actor: StaffActor | AccountActor,
  accountId: string,
  comparedById = actor.id,
): Promise<Recorded> {
  const officer = actor.kind === 'STAFF'
  const how = officer ? 'COUNTER_DOCUMENT' : 'IDENTITY_SERVICE'
  const { count } = await tx.account.updateMany({
    where: {
      id: accountId,
      registeredAt: { not: null },
      closedAt: null,
      provedAt: null,
      contestedIndex: null,
      numberLostAt: null,
    },
    data: { provedAt: new Date(), provedHow: how, provedById: officer ? comparedById : null },
  })
  if (count !== 1) return { recorded: false, machines: 0 }
  const machines = await giveClaims(tx, actor, accountId)
  await audit(tx, actor, {
    action: 'account.prove',
    subjectType: 'account',
    subjectId: accountId,
    districtCode: officer ? actor.divisionCode : null,
    details: { proofWay: how, machines },
  })
  return { recorded: true, machines }
}

const movedMachine = z.object({ id: z.string(), districtCode: z.string().nullable() })

/**
 * The machines of the holder with the account's document become the account's when kind and name agree, be it one that the unit had, wherever they are.
 * Under another name, or entered at a counter for an owner without an account, they wait for an officer (待核对机主).
 */
async function giveClaims(tx: Tx, actor: StaffActor | AccountActor, accountId: string): Promise<number> {
  // Excludes a load: it either sees the proof or leaves the machines where they are found here.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('holders'))`
  const account = await tx.account.findUniqueOrThrow({ where: { id: accountId } })
  const holder = await tx.account.findFirst({
    where: { registrantId: accountId, registeredAt: null, counterOwner: null, type: account.type },
    select: { id: true, name: true },
  })
  if (!holder || !(await hasOrHadName(tx, account, holder.name))) return 0
  // Whom somebody called dead or out of reach stands at the desk.
  await lapseSuccessions(tx, actor, { ownerId: holder.id })
  const moved = await rowsOf(tx, movedMachine)`
    UPDATE machine SET "ownerId" = ${accountId}::uuid, version = version + 1
    WHERE "ownerId" = ${holder.id}::uuid
    RETURNING id, "districtCode"`
  if (moved.length === 0) return 0
  const details = { holder: holder.id, account: accountId }
  const what = { action: 'machine.assign-owner', subjectType: 'machine', details } as const
  await auditMany(
    tx,
    actor,
    moved.map(({ id, districtCode }) => ({ ...what, subjectId: id, districtCode })),
  )
  await audit(tx, actor, {
    action: 'holder.give',
    subjectType: 'account',
    subjectId: holder.id,
    details: { account: accountId, machines: moved.length, by: 'DOCUMENT_NAME' },
  })
  return moved.length
}
