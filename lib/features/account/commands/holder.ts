import type { PublicActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { nameKey } from '@/lib/core/normalise'
import { audit } from '@/lib/server/audit/audit'
import type { Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'

type Account = Prisma.AccountGetPayload<object>
/** The columns that a registration writes. */
type Registration = Pick<
  Account,
  | 'type'
  | 'name'
  | 'documentKind'
  | 'idNumber'
  | 'idNumberIndex'
  | 'idTailIndex'
  | 'phone'
  | 'phoneIndex'
  | 'passwordHash'
>
export type Holder = { id: string; phoneIndex: string | null; agrees: boolean }

/**
 * The holder of a registration's document: whom older registers name as the owner of machines. It agrees when kind and
 * name are the same, as names are compared. Waits for a load that is writing holders at this moment, and loads wait for
 * this registration: else neither would see the other.
 */
export async function holderOf(tx: Tx, { type, name, idNumberIndex }: Registration): Promise<Holder | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtext('holders'))`
  const row = await tx.account.findFirst({ where: { idNumberIndex, registeredAt: null } })
  if (!row) return null
  return {
    id: row.id,
    phoneIndex: row.phoneIndex,
    agrees: row.type === type && nameKey(row.name) === nameKey(name),
  }
}

/**
 * The holder's row becomes the account, with every machine that it has. The record says what that rests on: document and
 * name, and whether the phone is the register's as well.
 * @throws AppError ID_NUMBER_TAKEN when somebody else was faster
 */
export async function takeOver(
  tx: Tx,
  actor: PublicActor,
  holder: Holder,
  data: Registration,
): Promise<Account> {
  const { id, phoneIndex } = holder
  const { count } = await tx.account.updateMany({
    where: { id, registeredAt: null },
    data: { ...data, registeredAt: new Date(), namedAt: null, registrantId: null },
  })
  if (count !== 1) throw new AppError('ID_NUMBER_TAKEN')
  const machines = await tx.machine.count({ where: { ownerId: id } })
  const by = phoneIndex !== null && phoneIndex === data.phoneIndex ? 'DOCUMENT_NAME_PHONE' : 'DOCUMENT_NAME'
  const subject = { subjectType: 'account', subjectId: id }
  await audit(tx, actor, { action: 'holder.take-over', ...subject, details: { machines, by } })
  return tx.account.findUniqueOrThrow({ where: { id } })
}

/** The name differs: the machines stay with the holder until an officer has looked. */
export async function waitFor(
  tx: Tx,
  actor: PublicActor,
  { id }: Holder,
  registrantId: string,
): Promise<void> {
  await tx.account.update({ where: { id }, data: { registrantId } })
  const subject = { subjectType: 'account', subjectId: id }
  await audit(tx, actor, { action: 'holder.wait', ...subject, details: { account: registrantId } })
}
