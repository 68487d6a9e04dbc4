import { idTailText } from '@/lib/core/id-number'
import { nameKey } from '@/lib/core/normalise'
import { phoneIndexOf } from '@/lib/features/account/queries'
import { newId } from '@/lib/server/database/new-id'
import { blindIndex, encrypt } from '@/lib/server/secrets/secrets'
import type { HistoryRow } from '../rules/read-row'
import type { LoadConnection } from './load-connection'

export type Holder = { id: string; nameKey: string; renamed: boolean }
export type Renamed = { id: string; before: string }
type ExistingHolder = { id: string; name: string; namedAt: Date | null }

/**
 * Finds or creates the holders of a batch's documents. Each gets name, document and phone of its newest registration,
 * whatever the order of batches and loads; of two at the same instant the first wins.
 * @param rowsByKey rows by the blind index of their document
 * @param existing holders by the same key
 * @param registered accounts registered with the document under another name, by the same key
 */
export async function writeHolders(
  connection: LoadConnection,
  rowsByKey: ReadonlyMap<string, readonly [HistoryRow, ...HistoryRow[]]>,
  existing: ReadonlyMap<string, ExistingHolder>,
  registered: ReadonlyMap<string, { id: string }>,
): Promise<{ holders: Map<string, Holder>; renamed: Renamed[] }> {
  const holders = new Map<string, Holder>()
  const renamed: Renamed[] = []
  const fresh: (string | null)[][] = []
  const newer: object[] = []
  for (const [key, rows] of rowsByKey) {
    const newest = newestOf(rows)
    const holder = existing.get(key)
    const isNewer = !holder || newest.registeredAt > (holder.namedAt?.toISOString() ?? '')
    const name = isNewer ? newest.owner.name : holder.name
    const before = holder && nameKey(holder.name) !== nameKey(name) ? holder.name : null
    const id = holder?.id ?? newId()
    if (before !== null) renamed.push({ id, before })
    holders.set(key, { id, nameKey: nameKey(name), renamed: before !== null })
    if (!isNewer) continue
    const columns = columnsOf(id, newest, rows)
    if (holder) newer.push({ id, ...columns })
    else fresh.push([id, null, registered.get(key)?.id ?? null, key, ...Object.values(columns)])
  }
  await connection.copy(
    `account (id, "registeredAt", "registrantId", "idNumberIndex", ${COLUMNS.map((name) => `"${name}"`).join(', ')})`,
    fresh,
  )
  if (newer.length > 0) await update(connection, newer)
  return { holders, renamed }
}

const COLUMNS = [
  'namedAt',
  'type',
  'name',
  'idNumber',
  'documentKind',
  'idTailIndex',
  'phone',
  'phoneIndex',
] as const

/** In the order of COLUMNS. A registration without a phone keeps that of an earlier one. */
function columnsOf(id: string, { registeredAt, owner }: HistoryRow, rows: readonly HistoryRow[]) {
  const [first, ...more] = owner.contact ? [] : rows.filter((row) => row.owner.contact)
  const contact = owner.contact ?? (first ? newestOf([first, ...more]).owner.contact : null)
  return {
    namedAt: registeredAt,
    type: owner.type,
    name: owner.name,
    idNumber: encrypt('account.idNumber', id, owner.idNumber),
    documentKind: owner.document,
    idTailIndex: blindIndex('id-tail', idTailText(owner.idNumber, owner.name)),
    phone: contact && encrypt('account.phone', id, contact.phone),
    phoneIndex: contact?.kind === 'MOBILE' ? phoneIndexOf(contact.phone) : null,
  }
}

async function update(connection: LoadConnection, newer: readonly object[]): Promise<void> {
  await connection.$executeRaw`
    UPDATE account a SET "namedAt" = n."namedAt", type = n.type::"AccountType", name = n.name, "idNumber" = n."idNumber",
      "documentKind" = n."documentKind"::"IdentityDocument", "idTailIndex" = n."idTailIndex",
      phone = coalesce(n.phone, a.phone),
      "phoneIndex" = CASE WHEN n.phone IS NULL THEN a."phoneIndex" ELSE n."phoneIndex" END
    FROM jsonb_to_recordset(${JSON.stringify(newer)}::jsonb) AS n(id uuid, "namedAt" timestamptz(3), type text, name text,
      "idNumber" text, "documentKind" text, "idTailIndex" text, phone text, "phoneIndex" text)
    WHERE a.id = n.id`
}

function newestOf(rows: readonly [HistoryRow, ...HistoryRow[]]): HistoryRow {
  return rows.reduce((newest, row) => (newest.registeredAt >= row.registeredAt ? newest : row))
}
