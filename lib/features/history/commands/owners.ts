import { idTailText } from '@/lib/core/id-number'
import { nameKey } from '@/lib/core/normalise'
import { phoneIndexOf } from '@/lib/features/account/queries'
import { newId } from '@/lib/server/new-id'
import { blindIndex, encrypt } from '@/lib/server/secrets'
import { Prisma } from '@/prisma/client'
import type { HistoryRow } from '../rules/read-row'
import type { LoadConnection } from './load-connection'

export type Owners = {
  /** Account by the blind index of its document's number. */
  ids: ReadonlyMap<string, string>
  /** Blind indexes of owners whose phone belongs to somebody else already: their account has none. */
  withoutPhone: ReadonlySet<string>
  /** Names of accounts that were there before, where the file writes another. */
  named: ReadonlyMap<string, string>
}

/**
 * The accounts of a batch's owners: those that are there, else new ones.
 * @param passwordHash of a password that nobody knows: its owner comes in by 忘记密码 with the phone
 */
export async function ownersOf(
  connection: LoadConnection,
  rows: readonly HistoryRow[],
  passwordHash: string,
): Promise<Owners> {
  const byIndex = new Map(rows.map((row) => [ownerIndex(row), row.owner]))
  const known = await connection.rows<{ id: string; key: string; name: string }>(Prisma.sql`
    SELECT id, "idNumberIndex" AS key, name FROM account WHERE "idNumberIndex" = ANY(${[...byIndex.keys()]}::text[])`)
  const ids = new Map(known.map(({ key, id }) => [key, id]))
  const named = new Map<string, string>()
  for (const { key, name } of known)
    if (nameKey(name) !== nameKey(byIndex.get(key)?.name ?? '')) named.set(key, name)
  const fresh = [...byIndex]
    .filter(([key]) => !ids.has(key))
    .map(([key, owner]) => ({ key, owner, phoneIndex: owner.phone && phoneIndexOf(owner.phone) }))
  const free = await freePhones(
    connection,
    fresh.flatMap(({ phoneIndex }) => phoneIndex ?? []),
  )
  const withoutPhone = new Set<string>()
  const accounts = fresh.map(({ key, owner, phoneIndex }) => {
    // The first owner that names a phone has it.
    const phone = phoneIndex && free.delete(phoneIndex) ? owner.phone : null
    if (owner.phone && !phone) withoutPhone.add(key)
    const id = newId()
    ids.set(key, id)
    return [
      id,
      owner.type,
      owner.name,
      encrypt(owner.idNumber),
      key,
      blindIndex('id-tail', idTailText(owner.idNumber, owner.name)),
      phone && encrypt(phone),
      phone && phoneIndex,
      passwordHash,
    ]
  })
  await connection.copy(
    'account (id, type, name, "idNumber", "idNumberIndex", "idTailIndex", phone, "phoneIndex", "passwordHash")',
    accounts,
  )
  return { ids, withoutPhone, named }
}

const indexes = new WeakMap<HistoryRow, string>()

/** The blind index of the owner's document, worked out once a row. */
export function ownerIndex(row: HistoryRow): string {
  const known = indexes.get(row)
  if (known !== undefined) return known
  const index = blindIndex('id', row.owner.idNumber)
  indexes.set(row, index)
  return index
}

async function freePhones(connection: LoadConnection, phones: string[]): Promise<Set<string>> {
  const free = new Set(phones)
  if (phones.length === 0) return free
  const taken = await connection.rows<{ phoneIndex: string }>(Prisma.sql`
    SELECT "phoneIndex" FROM account WHERE "phoneIndex" = ANY(${phones}::text[])`)
  for (const { phoneIndex } of taken) free.delete(phoneIndex)
  return free
}
