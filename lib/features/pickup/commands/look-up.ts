import type { StaffActor } from '@/lib/core/actor'
import { idTailText } from '@/lib/core/id-number'
import { nameKey } from '@/lib/core/normalise'
import type { Page } from '@/lib/core/page'
import { audit } from '@/lib/server/audit/audit'
import { db, type Tx } from '@/lib/server/database/db'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { byCode, lookupPickups } from '../queries/find-pickups'
import type { LookupInput, Pickup } from '../schema'
import { codeRefusal, countWrongCode } from './code-count'
import { clearMisses, countMiss, queueAttempts, refusalOf } from './identity-count'

/** More bearers of one name in one area than that are not told apart by their tail. */
const SAME_NAME = 200

/**
 * The counter's look-up.
 * @param address of the caller, for the limit of wrong codes
 * @throws AppError as lookupPickups; LOCKED after too many wrong tails or codes
 */
export async function lookUp(actor: StaffActor, input: LookupInput, address: string): Promise<Page<Pickup>> {
  if ('idTail' in input) await guardTail(actor, input.idTail, input.name)
  if ('code' in input) await guardCode(actor, input.code, address)
  return lookupPickups(actor, input)
}

/**
 * Before a look-up by a pickup code, the only one of its kind: lists are not searched by code. What belongs to no pickup
 * here is counted for officer, bureau and address.
 * @throws AppError LOCKED with the seconds to wait; INVALID for anything but six digits
 */
async function guardCode(actor: StaffActor, code: string, address: string): Promise<void> {
  const condition = byCode(code)
  const refusal = await db().$transaction(async (tx) => {
    const refused = await codeRefusal(tx, actor, address)
    if (refused) return refused
    const found = await tx.pickup.count({ where: { AND: [{ filing: actor.area }, condition] } })
    if (found === 0) await countWrongCode(tx, actor, address)
    return null
  })
  if (refusal) throw refusal
}

/**
 * Before a look-up by the last four characters of a document and a name: it answers whether they belong together, so
 * wrong ones count with those of the hand-over (docs/decisions/0041), for everybody of that name with a pickup here.
 * @throws AppError LOCKED with the seconds to wait after too many wrong ones
 */
async function guardTail(actor: StaffActor, idTail: string, name: string): Promise<void> {
  const refusal = await db().$transaction(async (tx) => {
    await queueAttempts(tx, actor, [name])
    const bearers = await bearersOf(tx, actor, name)
    const refused = await refusalOf(tx, actor, bearers)
    if (refused) return refused
    const index = blindIndex('id-tail', idTailText(idTail, name))
    const found = bearers.filter(({ idTailIndex }) => idTailIndex === index).map(({ id }) => id)
    if (found.length > 0) await clearMisses(tx, found)
    else await recordMiss(tx, actor, bearers)
    return null
  })
  if (refusal) throw refusal
}

function bearersOf(tx: Tx, actor: StaffActor, name: string) {
  const filings = { some: { ...actor.area, pickup: { isNot: null } } }
  return tx.account.findMany({
    where: { nameKey: nameKey(name), OR: [{ owned: filings }, { filed: filings }] },
    select: { id: true, name: true, idTailIndex: true },
    take: SAME_NAME,
  })
}

async function recordMiss(
  tx: Tx,
  actor: StaffActor,
  bearers: Awaited<ReturnType<typeof bearersOf>>,
): Promise<void> {
  const wrong = await countMiss(tx, actor, bearers, null)
  await audit(tx, actor, {
    action: 'pickup.wrong-id',
    subjectType: 'bureau',
    subjectId: actor.bureauId,
    districtCode: actor.divisionCode,
    details: { by: 'idTail', accounts: bearers.length, wrong },
  })
}
