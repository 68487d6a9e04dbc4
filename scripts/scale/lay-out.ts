/** Temporary tables with the place, model and owner of each machine, from which one statement creates the machines. */
import type pg from 'pg'
import { MODEL_KEYS, modelOf } from '@/prisma/seed/demo-world/models'
import { singlePlace } from './country'
import { idAt } from './id-at'
import type { OwnerRange } from './owners'

/** Lookup tables of 2^16 and 2^10 slots: a random number is an index into them, so weights cost nothing per machine. */
const PLACE_SLOTS = 65_536
const MODEL_SLOTS = 1024

/** Percentage of machines per category; categories not listed weigh 1. */
const CATEGORY_SHARES: Record<string, number> = {
  EXCAVATOR: 36,
  FORKLIFT: 28,
  LOADER: 13,
  ROLLER: 6,
  CRANE: 4,
  BULLDOZER: 4,
  ONSITE_TRUCK: 2,
  GRADER: 2,
}

function slots<T>(items: readonly T[], weightOf: (item: T) => number, count: number): T[] {
  const total = items.reduce((sum, item) => sum + weightOf(item), 0)
  let reached = 0
  return items.flatMap((item) => {
    const from = Math.round((reached / total) * count)
    reached += weightOf(item)
    return Array.from({ length: Math.round((reached / total) * count) - from }, () => item)
  })
}

function modelWeight(key: string): number {
  const { categoryCode } = modelOf(key)
  const alike = MODEL_KEYS.filter((other) => modelOf(other).categoryCode === categoryCode).length
  return (CATEGORY_SHARES[categoryCode] ?? 1) / alike
}

/** Temporary functions and tables of this connection. */
const PREPARE = `
  CREATE FUNCTION pg_temp.u(n bigint, k bigint) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'SELECT (hashint8extended(n, k) & 9007199254740991)::float8 / 9007199254740992';
  CREATE TEMP TABLE scale_owner (ordinal bigint, id uuid);
  CREATE TEMP TABLE scale_slot (slot int PRIMARY KEY, "districtCode" char(6), "cityCode" char(6), "cityNo" int, first bigint, last bigint);
  CREATE TEMP TABLE scale_model (slot int PRIMARY KEY, "categoryCode" text, stage text, machine jsonb, engine jsonb)`

export async function prepare(client: pg.Client): Promise<void> {
  await client.query(PREPARE)
}

/** The letters EE belong to the demo's series. */
const DEMO_CITY_NO = 4 * 24 + 4

/** The owners of a city form one range across its districts. */
function cityRanges(
  ranges: readonly OwnerRange[],
): Map<string, { first: number; last: number; cityNo: number }> {
  const cities = new Map<string, { first: number; last: number; cityNo: number }>()
  for (const { place, first, last } of ranges) {
    const known = cities.get(place.cityCode)
    if (known) known.last = last
    else
      cities.set(place.cityCode, { first, last, cityNo: cities.size + (cities.size < DEMO_CITY_NO ? 0 : 1) })
  }
  return cities
}

export async function fillTables(client: pg.Client, ranges: readonly OwnerRange[]): Promise<void> {
  const cities = cityRanges(ranges)
  const rows = slots(ranges, ({ place }) => place.weight, PLACE_SLOTS).map(({ place }) => ({
    ...place,
    ...(cities.get(place.cityCode) ?? { first: 1, last: 1, cityNo: 0 }),
  }))
  await client.query(
    `INSERT INTO scale_slot SELECT ordinality - 1, d, c, n, f, l
     FROM unnest($1::char(6)[], $2::char(6)[], $3::int[], $4::bigint[], $5::bigint[]) WITH ORDINALITY AS t (d, c, n, f, l, ordinality)`,
    [
      rows.map(({ districtCode }) => districtCode),
      rows.map(({ cityCode }) => cityCode),
      rows.map(({ cityNo }) => cityNo),
      rows.map(({ first }) => first),
      rows.map(({ last }) => last),
    ],
  )
  const models = slots(MODEL_KEYS, modelWeight, MODEL_SLOTS).map((key) => modelOf(key))
  await client.query(
    `INSERT INTO scale_model SELECT ordinality - 1, c, s, m, e
     FROM unnest($1::text[], $2::text[], $3::jsonb[], $4::jsonb[]) WITH ORDINALITY AS t (c, s, m, e, ordinality)`,
    [
      models.map(({ categoryCode }) => categoryCode),
      models.map(({ engine }) => engine.emissionStage),
      models.map(({ shape: _, colour: __, engine, ...machine }) =>
        JSON.stringify({ ...machine, ratedPowerKw: engine.ratedPowerKw }),
      ),
      models.map(({ engine: { emissionStage: _, ...engine } }) => JSON.stringify(engine)),
    ],
  )
  await client.query('CREATE UNIQUE INDEX ON scale_owner (ordinal); ANALYZE scale_owner; ANALYZE scale_slot')
}

/**
 * Writes one row per future machine, in the order of registration. The body of a number is two letters for the city and
 * six digits that rise with time, as in the series of a city. Registrations increase year by year; the last machine is the
 * only one in its city.
 * @param filedShare share of the registrations of the last two years that have a filing
 */
export async function drawMachines(client: pg.Client, machines: number, filedShare: number): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE scale_pick AS
     WITH drawn AS (
       SELECT n, s."districtCode", s."cityCode", s."cityNo", (pg_temp.u(n, 2) * ${MODEL_SLOTS})::int % ${MODEL_SLOTS} AS model,
         s.first + floor((s.last - s.first + 1) * power(pg_temp.u(n, 3), 1.5))::bigint AS owner,
         date_trunc('milliseconds', now() - interval '1 day' * (1 + 2700 * power(pg_temp.u(n, 4), 1.6))) AS "registeredAt"
       FROM generate_series(1, $1::bigint - 1) n
       JOIN scale_slot s ON s.slot = (hashint8extended(n, 1) & ${PLACE_SLOTS - 1})::int
       UNION ALL
       SELECT $1::bigint, $2::char(6), (left($2, 4) || '00')::char(6), (SELECT max("cityNo") + 1 FROM scale_slot), 0, 1,
         date_trunc('milliseconds', now() - interval '40 days'))
     SELECT row_number() OVER (ORDER BY "registeredAt", n) AS seq, n, "districtCode", "cityCode", model, owner, "registeredAt",
       chr(65 + letter("cityNo" / 24)) || chr(65 + letter("cityNo" % 24))
         || lpad(row_number() OVER (PARTITION BY "cityNo" ORDER BY "registeredAt", n)::text, 6, '0') AS body,
       "registeredAt" > now() - interval '2 years' AND pg_temp.u(n, 5) < $3 AS filed,
       ${idAt('"registeredAt"')} AS id, ${idAt(`"registeredAt" - interval '3 days'`)} AS "filingId"
     FROM drawn`.replaceAll(/letter\(([^()]*)\)/g, LETTER),
    [machines, singlePlace(), filedShare],
  )
  await client.query('CREATE UNIQUE INDEX ON scale_pick (seq); ANALYZE scale_pick')
}

/** 0–23 → the letters without I and O. */
const LETTER = '($1 + CASE WHEN $1 >= 13 THEN 2 WHEN $1 >= 8 THEN 1 ELSE 0 END)'
