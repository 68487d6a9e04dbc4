import { putBack, type SetAside, setAside, switchTriggers } from '@/lib/server/database/set-aside'
import { Prisma } from '@/prisma/client'
import type { LoadConnection } from './load-connection'

const TABLES = ['account', 'machine', 'machine_number', 'machine_past', 'machine_owner_gram']
/** Not dropped: by these a batch finds existing numbers and owners. */
const KEPT_INDEXES = ['machine_numberBody_key', 'account_idNumberIndex_idx']
/** Primary keys dropped as well: their rows come in random order, or are not looked up before the end. */
const DROPPED_KEYS = ['machine_owner_gram_pkey', 'machine_number_pkey', 'machine_past_pkey']
const DERIVING_TRIGGERS = {
  machine: ['machine_grams_added', 'machine_figures_added'],
  account: ['account_renamed'],
}
/** For sorting; a server that runs a registry can spare it for these minutes. */
const MEMORY = '512MB'

/** A table that is locked for longer is in use by somebody else. */
const LOCK_TIMEOUT = '10s'

export type WholeLoadStep = (step: string) => void

/**
 * Begins one transaction, up to `endWholeLoad`, without indexes, references, name grams and figures; they are rebuilt in
 * one go at its end. Until then nobody else can use these tables; if it is interrupted, PostgreSQL rolls everything back
 * (docs/decisions/0016).
 */
export async function beginWholeLoad(connection: LoadConnection): Promise<SetAside> {
  const { client } = connection
  await connection.beginWhole()
  await client.query(
    `SET LOCAL work_mem = '${MEMORY}'; SET LOCAL maintenance_work_mem = '${MEMORY}';
     SET LOCAL random_page_cost = 1.1; SET LOCAL client_connection_check_interval = '1s';
     SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`,
  )
  const aside = await setAside(client, TABLES, { kept: KEPT_INDEXES, keys: DROPPED_KEYS })
  await switchTriggers(client, DERIVING_TRIGGERS, 'DISABLE')
  await client.query('SET LOCAL lock_timeout = 0')
  return aside
}

/**
 * Rebuilds for all rows what `beginWholeLoad` dropped, and commits.
 * @param renamed previous names of the holders that this load renamed
 */
export async function endWholeLoad(
  connection: LoadConnection,
  aside: SetAside,
  renamed: ReadonlyMap<string, string>,
  onStep: WholeLoadStep,
): Promise<void> {
  const { client } = connection
  onStep('姓名索引')
  await deriveGrams(connection)
  onStep('统计数字')
  await deriveFigures(connection)
  await connection.$executeRaw`SELECT fold_figures()`
  await putBack(client, aside, (done, total) => onStep(`索引和引用 ${done}/${total}`))
  if (renamed.size > 0) await deriveRenamed(connection, renamed)
  await switchTriggers(client, DERIVING_TRIGGERS, 'ENABLE')
  await connection.endWhole()
  // Planner statistics for the tables as they are now, and the visibility map that index-only scans need.
  onStep('整理统计信息')
  await client.query(`VACUUM (ANALYZE) ${TABLES.join(', ')}, machine_delta`)
}

/** The rows that this transaction wrote. For those written before, the triggers derived the data. */
const WRITTEN_HERE = Prisma.sql`m.xmin = pg_current_xact_id()::xid`

/** As the trigger machine_grams_added, but each name is split only once for all machines of its owner. */
async function deriveGrams(connection: LoadConnection): Promise<void> {
  await connection.$executeRaw`
    WITH named AS MATERIALIZED (
      SELECT a.id, g AS gram FROM account a, name_grams(a.name) g
      WHERE a.id IN (SELECT m."ownerId" FROM machine m WHERE ${WRITTEN_HERE}))
    INSERT INTO machine_owner_gram ("cityCode", gram, "registeredAt", "machineId", "districtCode")
    SELECT m."cityCode", n.gram, m."registeredAt", m.id, m."districtCode"
    FROM machine m JOIN named n ON n.id = m."ownerId" WHERE ${WRITTEN_HERE}`
}

/** As the trigger account_renamed, for the machines that existed before. */
async function deriveRenamed(
  connection: LoadConnection,
  renamed: ReadonlyMap<string, string>,
): Promise<void> {
  const old = Prisma.sql`unnest(${[...renamed.keys()]}::uuid[], ${[...renamed.values()]}::text[]) r (id, name)`
  await connection.$executeRaw`
    DELETE FROM machine_owner_gram w USING ${old}, machine m, name_grams(r.name) g
    WHERE m."ownerId" = r.id AND NOT (${WRITTEN_HERE}) AND w."cityCode" = m."cityCode" AND w.gram = g
      AND w."registeredAt" = m."registeredAt" AND w."machineId" = m.id`
  await connection.$executeRaw`
    INSERT INTO machine_owner_gram ("cityCode", gram, "registeredAt", "machineId", "districtCode")
    SELECT m."cityCode", g, m."registeredAt", m.id, m."districtCode"
    FROM ${old}, machine m, account a, name_grams(a.name) g
    WHERE m."ownerId" = r.id AND NOT (${WRITTEN_HERE}) AND a.id = r.id`
}

/** As the trigger machine_figures_added. */
async function deriveFigures(connection: LoadConnection): Promise<void> {
  await connection.$executeRaw`
    INSERT INTO machine_delta ("districtCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status,
      "manufacturedYear", "registeredMonth", amount)
    SELECT "districtCode", coalesce("categoryCode", ''), "emissionStage", coalesce("fuelCode", ''),
      coalesce("placeCode", ''), status::text, coalesce("manufacturedYear", 0), china_month("registeredAt"), count(*)
    FROM machine m WHERE ${WRITTEN_HERE} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`
}
