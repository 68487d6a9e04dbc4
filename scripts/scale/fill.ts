/**
 * Writes a country of machines in one transaction: if interrupted, nothing is left. The figures are counted afterwards; if
 * that is interrupted, the nightly check counts them.
 */
import type pg from 'pg'
import { checkFigures } from '@/lib/features/report/commands/check-figures'
import { SUMS } from '@/lib/features/report/queries/differences'
import { withConnection } from '@/lib/server/database/connect'
import { putBack, setAside, switchTriggers } from '@/lib/server/database/set-aside'
import { places } from './country'
import { writeFilings, writeOffices, writePickups } from './filings'
import { writeGrams } from './grams'
import { idAt } from './id-at'
import { drawMachines, fillTables, prepare } from './lay-out'
import { writeMachines } from './machines'
import { ownerRanges, writeOwners } from './owners'

const FILE_NAME = 'seed:scale'
/** Share of the registrations of the last two years that have a filing. */
const FILED_SHARE = 0.12
/** Machines per open filing. */
const MACHINES_PER_WAITING = 2000

/** Tables with so many new rows that their indexes and foreign keys are created afterwards. */
const FILLED = [
  'account',
  'machine',
  'machine_number',
  'machine_owner_gram',
  'filing',
  'filing_revision',
  'decision',
  'decision_reason',
  'pickup',
]

/** Row triggers that are disabled: names (grams.ts) and figures are derived for all rows at once afterwards. */
const DERIVING = {
  machine: ['machine_grams_added', 'machine_figures_added'],
  filing_revision: ['review_received'],
  decision: ['review_decided'],
  decision_reason: ['review_reasoned'],
}

export type Progress = (step: string, done?: number, total?: number) => void

/**
 * @param machines number of machines to add
 * @param passwordHash of the generated owners and staff
 */
export async function fillCountry(
  url: string,
  machines: number,
  passwordHash: string,
  progress: Progress,
): Promise<void> {
  await withConnection(url, 'scale', async (client) => {
    await client.query(
      "SET work_mem = '256MB'; SET maintenance_work_mem = '1GB'; SET synchronous_commit = off",
    )
    await client.query('BEGIN')
    await fill(client, machines, passwordHash, progress)
    await client.query('COMMIT')
    progress('整理统计信息')
    // Also sets the visibility map, which index-only scans need.
    await client.query(`VACUUM (ANALYZE) ${FILLED.join(', ')}`)
    progress('统计数字')
    await checkFigures()
    await client.query(`VACUUM (ANALYZE) ${SUMS.map(({ table }) => table).join(', ')}`)
  })
}

async function fill(
  client: pg.Client,
  machines: number,
  passwordHash: string,
  progress: Progress,
): Promise<void> {
  const { rows } = await client.query('SELECT FROM history_load WHERE "fileName" = $1', [FILE_NAME])
  if (rows.length > 0) throw new Error('already filled')
  const load = await client.query<{ id: string }>(
    `INSERT INTO history_load (id, "fileName", sha256, "finishedAt", "readRows", "addedRows")
     VALUES (${idAt()}, $1, repeat('0', 64), now(), $2, $2) RETURNING id`,
    [FILE_NAME, machines],
  )
  const loadId = load.rows[0]?.id ?? ''
  const ranges = ownerRanges(places(), machines)
  const aside = await setAside(client, FILLED)
  await switchTriggers(client, DERIVING, 'DISABLE')
  await prepare(client)
  await writeOwners(client, ranges, passwordHash, (done, total) => progress('所有者', done, total))
  progress('分布')
  await fillTables(client, ranges)
  await drawMachines(client, machines, FILED_SHARE)
  progress('机构、审核和历史登记')
  await writeOffices(client, passwordHash)
  await writeFilings(client, Math.ceil(machines / MACHINES_PER_WAITING))
  await writeMachines(client, machines, loadId, (done, total) => progress('机械', done, total))
  progress('领取')
  await writePickups(client)
  progress('所有者姓名索引')
  await writeGrams(client, loadId)
  await putBack(client, aside, (done, total) => progress('索引和引用', done, total))
  await switchTriggers(client, DERIVING, 'ENABLE')
}
