import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/lib/server/database/connect'
import { createClient } from '@/prisma/client'
import { seedReference } from '@/prisma/seed/reference'
import { makeManyMachines } from '@/testing/many-machines'
import { type OwnCluster, startOwnCluster } from '@/testing/own-cluster'

const SEED = 41
const CHANGES = 10_000
const WRITERS = 4
const DISTRICTS = ['110101', '110108', '130202', '130203', '130102', '441900', '429004', '500101']

let cluster: OwnCluster

beforeAll(async () => {
  // Committed data must survive the crash of this test.
  cluster = await startOwnCluster(['fsync=on'])
  const client = createClient({ connectionString: cluster.url, max: 2 })
  await seedReference(client)
  await makeManyMachines(client, 2000)
  await client.$disconnect()
}, 120_000)
afterAll(() => cluster.stop())

const open = () => connect(cluster.url, 'test')

/** Cells whose sum, including differences, is not equal to a full count of the same snapshot. */
const DIFFERING = `
  SELECT count(*)::int AS cells FROM (
    SELECT "areaCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status FROM (
      SELECT a AS "areaCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status, 1 AS n
        FROM machine_counted, area_codes("districtCode") a
      UNION ALL SELECT a, "categoryCode", "emissionStage", "fuelCode", "placeCode", status, -amount
        FROM machine_delta, area_codes("districtCode") a
      UNION ALL SELECT "areaCode", "categoryCode", "emissionStage", "fuelCode", "placeCode", status, -count FROM machine_stock) c
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0
    UNION ALL
    SELECT "areaCode", "manufacturedYear"::text, "registeredMonth"::text, "categoryCode", status, '' FROM (
      SELECT a AS "areaCode", "manufacturedYear", NULL::date AS "registeredMonth", "categoryCode", status, 1 AS n
        FROM machine_counted, area_codes("districtCode") a
      UNION ALL SELECT a, NULL, "registeredMonth", "categoryCode", status, 1 FROM machine_counted, area_codes("districtCode") a
      UNION ALL SELECT a, "manufacturedYear", NULL, "categoryCode", status, -amount FROM machine_delta, area_codes("districtCode") a
      UNION ALL SELECT a, NULL, "registeredMonth", "categoryCode", status, -amount FROM machine_delta, area_codes("districtCode") a
      UNION ALL SELECT "areaCode", "manufacturedYear", NULL, "categoryCode", status, -count FROM machine_age
      UNION ALL SELECT "areaCode", NULL, "registeredMonth", "categoryCode", status, -count FROM machine_month) c
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0) d`

async function differing(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ cells: number }>(DIFFERING)
  return rows[0]?.cells ?? -1
}

/** The n-th change of a run, deterministic for a seed: picks a machine and changes it. */
const CHANGE = `
  WITH drawn AS (SELECT hashint8extended($1, ${SEED}) & 1073741823 AS h),
  target AS (SELECT id FROM machine OFFSET (SELECT h % 1900 FROM drawn) LIMIT 1)
  UPDATE machine m SET
    status = CASE WHEN h % 5 = 0 THEN (ARRAY['ACTIVE', 'CANCELLED', 'REVOKED'])[1 + (h / 8) % 3]::"MachineStatus" ELSE status END,
    "emissionStage" = CASE WHEN h % 5 = 1 THEN substr('01234DX', 1 + ((h / 8) % 7)::int, 1) ELSE "emissionStage" END,
    content = CASE h % 5
      WHEN 2 THEN jsonb_set(content, '{districtCode}', to_jsonb(($2::text[])[1 + (h / 8) % ${DISTRICTS.length}]))
      WHEN 3 THEN jsonb_set(content, '{machine,categoryCode}', to_jsonb((ARRAY['CRANE', 'FORKLIFT', 'LOADER'])[1 + (h / 8) % 3]))
      WHEN 4 THEN jsonb_set(content, '{machine,manufacturedOn}', to_jsonb((2000 + (h / 8) % 20) || '-01-01'))
      ELSE content END,
    "registeredAt" = CASE WHEN h % 11 = 0 THEN "registeredAt" - interval '31 days' ELSE "registeredAt" END
  FROM drawn, target WHERE m.id = target.id`

/** Rolls back some changes, as a failing command does. */
async function work(writer: number, from: number, to: number): Promise<void> {
  const client = await open()
  try {
    for (let n = from + writer; n < to; n += WRITERS) {
      await client.query('BEGIN')
      await client.query(CHANGE, [n, DISTRICTS])
      if (n % 97 === 0)
        await client.query(
          'DELETE FROM machine WHERE id = (SELECT id FROM machine ORDER BY "checkToken" LIMIT 1) AND NOT EXISTS (SELECT FROM machine_number WHERE "machineId" = machine.id)',
        )
      await client.query(n % 13 === 0 ? 'ROLLBACK' : 'COMMIT')
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function run(from: number, to: number, whileRunning: () => Promise<void>): Promise<void> {
  const writers = Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => work(writer, from, to)))
  let running = true
  const folds = (async () => {
    const client = await open()
    while (running) await client.query('SELECT fold_figures()')
    await client.end()
  })().catch(() => undefined)
  await whileRunning()
  await writers
  running = false
  await folds
}

describe('figures', () => {
  it(`equal a full count through ${CHANGES} random changes at once, with folds and a crash (seed ${SEED})`, async () => {
    const half = CHANGES / 2
    await run(0, half, async () => {
      const client = await open()
      for (let look = 0; look < 5; look++) expect(await differing(client)).toBe(0)
      // While writers and folds are running.
      await cluster.kill()
      await client.end().catch(() => undefined)
    })
    await cluster.restart()
    const client = await open()
    expect(await differing(client)).toBe(0)
    await run(half, CHANGES + half, async () => {
      for (let look = 0; look < 5; look++) expect(await differing(client)).toBe(0)
    })
    expect(await differing(client)).toBe(0)
    await client.query('SELECT fold_figures()')
    expect(await differing(client)).toBe(0)
    const { rows } = await client.query('SELECT count(*)::int AS left FROM machine_delta')
    expect(rows[0]?.left).toBe(0)
    await client.end()
  }, 180_000)
})
