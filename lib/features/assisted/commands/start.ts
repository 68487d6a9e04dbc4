import type { StaffActor } from '@/lib/core/actor'
import { type AppError, fieldError } from '@/lib/core/app-error'
import { idTailText } from '@/lib/core/id-number'
import { registeredDocument } from '@/lib/core/identity-document'
import { nameKey } from '@/lib/core/normalise'
import { documentIndex } from '@/lib/features/account/queries'
import { createAssistedFiling } from '@/lib/features/filing/commands/create-filing'
import type { FilingDto } from '@/lib/features/filing/schema/owner'
import { countMiss, queueAttempts, refusalOf } from '@/lib/features/pickup/commands/identity-count'
import { audit } from '@/lib/server/audit/audit'
import { inTransaction, type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { blindIndex, encrypt } from '@/lib/server/secrets/secrets'
import type { AssistedOwnerInput } from '../schema'

type Known = { id: string; name: string; type: 'PERSON' | 'UNIT'; registeredAt: Date | null }

/**
 * 窗口代办: the officer has the owner's document at hand and types what it says; an empty draft begins in that owner's name.
 * A registered account under the document is used as it is; else the holder of the document, or a new one, who can sign in
 * nowhere (docs/decisions/0048).
 * @throws AppError INVALID for another kind of owner; INVALID at `name` (NAME_DIFFERS for a holder, which `correctName`
 *   overrides) where the number is known under another name: counted as a wrong number; LOCKED after too many
 */
export async function startAssisted(actor: StaffActor, input: AssistedOwnerInput): Promise<FilingDto> {
  await compareName(actor, input)
  return transact(async (tx) => {
    // Excludes a registration with the same document at the same moment: one of the two sees the other.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('holders'))`
    const known = await findKnown(tx, input)
    const owner = known ? await knownOwner(tx, actor, known, input) : await createHolder(tx, input)
    if (!known?.registeredAt) await keepCheck(tx, actor, owner.id, input)
    return createAssistedFiling(tx, actor, owner)
  })
}

const kindOf = ({ type, idNumber, documentKind }: AssistedOwnerInput) =>
  documentKind ?? registeredDocument(type, idNumber)

function findKnown(tx: Pick<Tx, 'account'>, input: AssistedOwnerInput): Promise<Known | null> {
  return tx.account.findFirst({
    where: { idNumberIndex: documentIndex(kindOf(input), input.idNumber) },
    select: { id: true, name: true, type: true, registeredAt: true },
    // Of an account and an older register's holder of one document the account.
    orderBy: { registeredAt: { sort: 'asc', nulls: 'last' } },
  })
}

const agrees = (known: Known, { type, name }: AssistedOwnerInput) =>
  known.type === type && nameKey(known.name) === nameKey(name)

/**
 * Whether number and name belong together is what a wrong attempt would find out: it counts with those of the hand-over, in
 * a transaction of its own. The name that the number is known under is not told.
 */
async function compareName(actor: StaffActor, input: AssistedOwnerInput): Promise<void> {
  const refusal = await inTransaction(async (tx) => {
    const known = await findKnown(tx, input)
    if (!known || agrees(known, input)) return null
    await queueAttempts(tx, actor, [known.name])
    const refused = await refusalOf(tx, actor, [known])
    if (refused) return refused
    if (!known.registeredAt && known.type === input.type && input.correctName) return null
    const wrong = await countMiss(tx, actor, [known], null)
    await audit(tx, actor, {
      action: 'pickup.wrong-id',
      subjectType: 'bureau',
      subjectId: actor.bureauId,
      districtCode: actor.divisionCode,
      details: { by: 'assist', accounts: 1, wrong },
    })
    return differs(known, input)
  })
  if (refusal) throw refusal
}

function differs(known: Known, { type }: AssistedOwnerInput): AppError {
  if (known.type !== type)
    return fieldError('type', '该证件号登记的类型（个人、单位）不同，请核对证件', 'TYPE_DIFFERS')
  if (known.registeredAt)
    return fieldError('name', '该证件号已由另一名称注册，请核对证件上的名称和号码', 'NAME_TAKEN')
  return fieldError('name', '该证件号在旧系统中登记在另一名称下，请核对证件上的名称和号码', 'NAME_DIFFERS')
}

async function knownOwner(
  tx: Tx,
  actor: StaffActor,
  known: Known,
  input: AssistedOwnerInput,
): Promise<{ id: string; name: string }> {
  if (agrees(known, input)) return known
  // Changed since compareName, or the officer corrects an older register by the document at hand.
  if (known.registeredAt || known.type !== input.type || !input.correctName) throw differs(known, input)
  const { name, idNumber } = input
  const idTailIndex = blindIndex('id-tail', idTailText(idNumber, name))
  await tx.account.update({ where: { id: known.id }, data: { name, idTailIndex, namedAt: new Date() } })
  const machines = await tx.machine.count({ where: { ownerId: known.id } })
  await audit(tx, actor, {
    action: 'holder.rename',
    subjectType: 'account',
    subjectId: known.id,
    districtCode: actor.divisionCode,
    details: { machines },
  })
  return { id: known.id, name }
}

function createHolder(tx: Tx, input: AssistedOwnerInput) {
  const { type, name, idNumber } = input
  const id = newId()
  return tx.account.create({
    data: {
      id,
      registeredAt: null,
      namedAt: new Date(),
      type,
      name,
      documentKind: kindOf(input),
      idNumber: encrypt('account.idNumber', id, idNumber),
      idNumberIndex: documentIndex(kindOf(input), idNumber),
      idTailIndex: blindIndex('id-tail', idTailText(idNumber, name)),
    },
    select: { id: true, name: true },
  })
}

/** That the document was read, by whom; and the contact the owner names this time. */
async function keepCheck(
  tx: Tx,
  actor: StaffActor,
  accountId: string,
  { contact }: AssistedOwnerInput,
): Promise<void> {
  const checked = { bureauId: actor.bureauId, checkedById: actor.id, checkedAt: new Date() }
  const named = contact && {
    contactPhone: encrypt('counter_owner.contactPhone', accountId, contact.phone),
    contactName: contact.name,
    contactRelation: contact.relation,
  }
  await tx.counterOwner.upsert({
    where: { accountId },
    create: { accountId, ...checked, ...named },
    update: { ...checked, ...named },
  })
  await audit(tx, actor, {
    action: 'holder.check',
    subjectType: 'account',
    subjectId: accountId,
    districtCode: actor.divisionCode,
    details: { contact: contact !== null },
  })
}
