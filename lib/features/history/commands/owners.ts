import { z } from 'zod'
import { documentKey } from '@/lib/core/identity-document'
import { nameKey } from '@/lib/core/normalise'
import { blindIndex } from '@/lib/server/secrets/secrets'
import type { HistoryRow } from '../rules/read-row'
import { type Holder, type Renamed, writeHolders } from './holders'
import type { LoadConnection } from './load-connection'

/** Why the owner of a machine, or its name, differs from the row. */
export type OwnerRemark = 'RENAMED' | 'OTHER_NAME' | 'WAITS'

export type Owners = {
  /** Account or holder of a row. */
  idOf(row: HistoryRow): string | null
  remarksOf(row: HistoryRow): OwnerRemark[]
  /** Holders that the batch renamed. */
  renamed: Renamed[]
}

const knownOwner = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  type: z.string(),
  registered: z.boolean(),
  proved: z.boolean(),
  namedAt: z.date().nullable(),
  /** Keys of the names that it had. */
  formerKeys: z.array(z.string()),
})

/**
 * Finds the owners of a batch's machines. A registered account only where document and name (that it has, or had) agree and its identity is proved
 * (docs/decisions/0061); all others belong to
 * the holder of their document, who has no sign-in, under the name of its newest registration.
 */
export async function ownersOf(connection: LoadConnection, rows: readonly HistoryRow[]): Promise<Owners> {
  // Nobody can register between this query and the end of the batch: lib/features/account/commands/holder.ts.
  await connection.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('holders'))`
  const known = await connection.rows(knownOwner)`
    SELECT id, "idNumberIndex" AS key, name, type::text, "registeredAt" IS NOT NULL AS registered,
      "provedAt" IS NOT NULL AS proved, "namedAt",
      ARRAY(SELECT f."nameKey" FROM former_name f WHERE f."accountId" = account.id) AS "formerKeys"
    FROM account WHERE "idNumberIndex" = ANY(${[...new Set(rows.map(ownerIndex))]}::text[])`
  const registered = new Map(known.flatMap((each) => (each.registered ? [[each.key, each]] : [])))
  const existing = new Map(known.flatMap((each) => (each.registered ? [] : [[each.key, each]])))
  const accountOf = ({ owner }: HistoryRow, key: string) => {
    const account = registered.get(key)
    if (!account?.proved || account.type !== owner.type) return null
    const name = nameKey(owner.name)
    return nameKey(account.name) === name || account.formerKeys.includes(name) ? account : null
  }
  const rowsByKey = new Map<string, [HistoryRow, ...HistoryRow[]]>()
  for (const row of rows) {
    const key = ownerIndex(row)
    if (accountOf(row, key)) continue
    const others = rowsByKey.get(key)
    if (others) others.push(row)
    else rowsByKey.set(key, [row])
  }
  const { holders, renamed } = await writeHolders(connection, rowsByKey, existing, registered)
  return {
    idOf: (row) => (accountOf(row, ownerIndex(row)) ?? holders.get(ownerIndex(row)))?.id ?? null,
    remarksOf: (row) => {
      const key = ownerIndex(row)
      const holder = accountOf(row, key) ? undefined : holders.get(key)
      return holder ? remarksOf(row, holder, registered.has(key)) : []
    },
    renamed,
  }
}

function remarksOf({ owner }: HistoryRow, holder: Holder, isRegistered: boolean): OwnerRemark[] {
  const named: OwnerRemark[] =
    nameKey(owner.name) !== holder.nameKey ? ['OTHER_NAME'] : holder.renamed ? ['RENAMED'] : []
  return isRegistered ? [...named, 'WAITS'] : named
}

const indexes = new WeakMap<HistoryRow, string>()

/** The blind index of the owner's document, computed once per row. */
export function ownerIndex(row: HistoryRow): string {
  const known = indexes.get(row)
  if (known !== undefined) return known
  const index = blindIndex('id', documentKey(row.owner.document, row.owner.idNumber))
  indexes.set(row, index)
  return index
}
