import { idTailText } from '@/lib/core/id-number'
import { nameKey } from '@/lib/core/normalise'
import { phoneIndexOf } from '@/lib/features/account/queries'
import type { Tx } from '@/lib/server/db'
import { newId } from '@/lib/server/new-id'
import { blindIndex, encrypt } from '@/lib/server/secrets'
import type { HistoryRow } from '../rules/read-row'

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
export async function ownersOf(tx: Tx, rows: readonly HistoryRow[], passwordHash: string): Promise<Owners> {
  const byIndex = new Map(rows.map((row) => [ownerIndex(row), row.owner]))
  const known = await tx.$queryRaw<{ id: string; key: string; name: string }[]>`
    SELECT id, "idNumberIndex" AS key, name FROM account WHERE "idNumberIndex" = ANY(${[...byIndex.keys()]})`
  const ids = new Map(known.map(({ key, id }) => [key, id]))
  const named = new Map<string, string>()
  for (const { key, name } of known)
    if (nameKey(name) !== nameKey(byIndex.get(key)?.name ?? '')) named.set(key, name)
  const fresh = [...byIndex].filter(([key]) => !ids.has(key))
  const free = await freePhones(
    tx,
    fresh.flatMap(([, { phone }]) => (phone ? [phoneIndexOf(phone)] : [])),
  )
  const withoutPhone = new Set<string>()
  const accounts = fresh.map(([key, owner]) => {
    const phoneIndex = owner.phone && phoneIndexOf(owner.phone)
    // The first owner that names a phone has it.
    const phone = phoneIndex && free.delete(phoneIndex) ? owner.phone : null
    if (owner.phone && !phone) withoutPhone.add(key)
    const id = newId()
    ids.set(key, id)
    return {
      id,
      type: owner.type,
      name: owner.name,
      idNumber: encrypt(owner.idNumber),
      idNumberIndex: key,
      idTailIndex: blindIndex('id-tail', idTailText(owner.idNumber, owner.name)),
      phone: phone && encrypt(phone),
      phoneIndex: phone && phoneIndex,
    }
  })
  await tx.$executeRaw`
    INSERT INTO account (id, type, name, "idNumber", "idNumberIndex", "idTailIndex", phone, "phoneIndex", "passwordHash")
    SELECT id, type, name, "idNumber", "idNumberIndex", "idTailIndex", phone, "phoneIndex", ${passwordHash}
    FROM jsonb_to_recordset(${JSON.stringify(accounts)}::jsonb) AS r(id uuid, type "AccountType", name text,
      "idNumber" text, "idNumberIndex" text, "idTailIndex" text, phone text, "phoneIndex" text)`
  return { ids, withoutPhone, named }
}

export function ownerIndex({ owner }: HistoryRow): string {
  return blindIndex('id', owner.idNumber)
}

async function freePhones(tx: Tx, indexes: string[]): Promise<Set<string>> {
  const taken = await tx.$queryRaw<{ phoneIndex: string }[]>`
    SELECT "phoneIndex" FROM account WHERE "phoneIndex" = ANY(${indexes})`
  const free = new Set(indexes)
  for (const { phoneIndex } of taken) free.delete(phoneIndex)
  return free
}
