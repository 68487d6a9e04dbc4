import { putBack, type SetAside, setAside, switchTriggers } from '@/lib/server/database/set-aside'
import { Prisma } from '@/prisma/client'
import type { LoadConnection } from './load-connection'

const TABLES = ['account', 'machine', 'machine_number', 'machine_past', 'machine_owner_gram']
/** By these a batch finds the numbers and owners that are there. */
const KEPT = ['machine_numberBody_key', 'account_idNumberIndex_idx']
/** Rows of these come in no order, or nobody looks at them before the end. */
const KEYS = ['machine_owner_gram_pkey', 'machine_number_pkey', 'machine_past_pkey']
const DERIVING = { machine: ['machine_grams_added', 'machine_figures_added'], account: ['account_renamed'] }
/** For sorting: the machine that a registry runs on has it for these minutes. */
const MEMORY = '512MB'

/** Whoever holds one of the tables longer is at work here. */
const PATIENCE = '10s'

export type WholeLoadStep = (step: string) => void

/**
 * From here to `endWholeLoad` one transaction without what searches need: indexes, references, words of names, figures.
 * They are made in one go at its end. Until then nobody else can open these tables; if it does not come to the end,
 * PostgreSQL takes everything back by itself (docs/decisions/0016).
 */
export async function beginWholeLoad(connection: LoadConnection): Promise<SetAside> {
  const { client } = connection
  await connection.beginWhole()
  await client.query(
    `SET LOCAL work_mem = '${MEMORY}'; SET LOCAL maintenance_work_mem = '${MEMORY}';
     SET LOCAL random_page_cost = 1.1; SET LOCAL client_connection_check_interval = '1s';
     SET LOCAL lock_timeout = '${PATIENCE}'`,
  )
  const aside = await setAside(client, TABLES, { kept: KEPT, keys: KEYS })
  await switchTriggers(client, DERIVING, 'DISABLE')
  await client.query('SET LOCAL lock_timeout = 0')
  return aside
}

/**
 * Everything is as it was before, for all rows.
 * @param renamed holders whose name this load changed, with the name before
 */
export async function endWholeLoad(
  connection: LoadConnection,
  aside: SetAside,
  renamed: ReadonlyMap<string, string>,
  tell: WholeLoadStep,
): Promise<void> {
  const { client } = connection
  tell('姓名索引')
  await deriveGrams(connection)
  tell('统计数字')
  await deriveFigures(connection)
  await connection.$executeRaw`SELECT fold_figures()`
  await putBack(client, aside, (done, total) => tell(`索引和引用 ${done}/${total}`))
  if (renamed.size > 0) await deriveRenamed(connection, renamed)
  await switchTriggers(client, DERIVING, 'ENABLE')
  await connection.endWhole()
  // Plans for the tables as they are now; the visibility map too, without which an index alone answers nothing.
  tell('整理统计信息')
  await client.query(`VACUUM (ANALYZE) ${TABLES.join(', ')}, machine_delta`)
}

/** The rows that this transaction wrote. What it wrote before was derived by the triggers. */
const OURS = Prisma.sql`m.xmin = pg_current_xact_id()::xid`

/** As the trigger machine_grams_added does it; each name is taken apart once, for all machines of its owner. */
async function deriveGrams(connection: LoadConnection): Promise<void> {
  await connection.$executeRaw`
    WITH named AS MATERIALIZED (
      SELECT a.id, g AS gram FROM account a, name_grams(a.name) g
      WHERE a.id IN (SELECT m."ownerId" FROM machine m WHERE ${OURS}))
    INSERT INTO machine_owner_gram ("cityCode", gram, "registeredAt", "machineId", "districtCode")
    SELECT m."cityCode", n.gram, m."registeredAt", m.id, m."districtCode"
    FROM machine m JOIN named n ON n.id = m."ownerId" WHERE ${OURS}`
}

/** As the trigger account_renamed does it, for the machines that were there before. */
async function deriveRenamed(
  connection: LoadConnection,
  renamed: ReadonlyMap<string, string>,
): Promise<void> {
  const old = Prisma.sql`unnest(${[...renamed.keys()]}::uuid[], ${[...renamed.values()]}::text[]) r (id, name)`
  await connection.$executeRaw`
    DELETE FROM machine_owner_gram w USING ${old}, machine m, name_grams(r.name) g
    WHERE m."ownerId" = r.id AND NOT (${OURS}) AND w."cityCode" = m."cityCode" AND w.gram = g
      AND w."registeredAt" = m."registeredAt" AND w."machineId" = m.id`
  await connection.$executeRaw`
    INSERT INTO machine_owner_gram ("cityCode", gram, "registeredAt", "machineId", "districtCode")
    SELECT m."cityCode", g, m."registeredAt", m.id, m."districtCode"
    FROM ${old}, machine m, account a, name_grams(a.name) g
    WHERE m."ownerId" = r.id AND NOT (${OURS}) AND a.id = r.id`
}

/** As the trigger machine_figures_added does it. */
async function deriveFigures(connection: LoadConnection): Promise<void> {
  await connection.$executeRaw`
    INSERT INTO machine_delta ("districtCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status,
      "manufacturedYear", "registeredMonth", amount)
    SELECT "districtCode", coalesce("categoryCode", ''), "emissionStage", coalesce("fuelCode", ''),
      coalesce("placeCode", ''), status::text, coalesce("manufacturedYear", 0), china_month("registeredAt"), count(*)
    FROM machine m WHERE ${OURS} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`
}
