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
 * The holder (an owner named only in older registers or at a counter) with the document number of a registration.
 * `agrees`: type and name key are the same, and no counter has read the document: whose machines were filed at a desk,
 * with the document in hand, loses them to nobody who merely knows its number (docs/decisions/0048). The lock makes this registration and a concurrent load of holders wait for each other;
 * otherwise neither would see the other's rows.
 */
export async function holderOf(
  tx: Tx,
  { type, name, idNumberIndex }: Pick<Registration, 'type' | 'name' | 'idNumberIndex'>,
): Promise<Holder | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtext('holders'))`
  const row = await tx.account.findFirst({
    where: { idNumberIndex, registeredAt: null },
    include: { counterOwner: { select: { accountId: true } } },
  })
  if (!row) return null
  return {
    id: row.id,
    phoneIndex: row.phoneIndex,
    agrees: !row.counterOwner && row.type === type && nameKey(row.name) === nameKey(name),
  }
}

/**
 * Turns the holder's row into the account, with all its machines. The audit row states the evidence: document and
 * name, and whether the phone matches the register's as well.
 * @throws AppError ID_NUMBER_TAKEN when another registration took it first
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

/** For a holder of another name: the machines stay with it until an officer has compared the two. */
export async function recordRegistrant(
  tx: Tx,
  actor: PublicActor,
  { id }: Holder,
  registrantId: string,
): Promise<void> {
  await tx.account.update({ where: { id }, data: { registrantId } })
  const subject = { subjectType: 'account', subjectId: id }
  await audit(tx, actor, { action: 'holder.wait', ...subject, details: { account: registrantId } })
}
