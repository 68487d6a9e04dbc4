import { Prisma } from '@/prisma/client'
import { byKey, keyOf, type Order, orderBy } from './order'
import { literal } from './sql'

/** A time in the API's format. */
const utc = (column: string) =>
  Prisma.raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

/** By code; null: not known before the statement runs. */
type DistrictNames = Record<string, string> | null

/** Row by row: a machine of an older register has no pickup. */
const COLLECTED = Prisma.sql`
  NOT EXISTS (SELECT FROM pickup p WHERE p."machineId" = m.id AND p."collectedAt" IS NULL) AS collected`

/**
 * The fields of MachineRow (schema/search.ts) of a machine m and its owner o.
 * @param names null: looked up row by row, because with a join the planner reads all three thousand divisions for a page
 *   of fifty
 */
function fieldsOfRow(names: DistrictNames): Prisma.Sql {
  const district = names
    ? Prisma.sql`${JSON.stringify(names)}::jsonb ->> m."districtCode"`
    : Prisma.sql`(SELECT d."fullName" FROM division d WHERE d.code = m."districtCode")`
  return Prisma.sql`
  m.id, m."registrationNumber", m.status, ${COLLECTED}, m."emissionStage", m."categoryCode", m."fuelCode", m."placeCode",
  m.content->'machine'->>'name' AS name, m.content->'machine'->>'brand' AS brand,
  m.content->'machine'->>'model' AS model, m.content->'machine'->>'manufacturer' AS manufacturer,
  m.content->'machine'->>'manufacturedOn' AS "manufacturedOn",
  m.plate, m.content->'machine'->>'serial' AS "machineSerial", m.content->'engine'->>'serial' AS "engineSerial",
  m.content->'machine'->>'pin' AS pin, m.content->'codes'->>'machineEnvCode' AS "machineEnvCode", m."districtCode",
  coalesce(${district}, m."districtCode") AS "districtName", o.name AS "ownerName",
  o.type AS "ownerType", ${utc('m."registeredAt"')} AS "registeredAt", m."registeredPrecision"`
}

export const MACHINE_ROW_FIELDS = fieldsOfRow(null)

/** The mark of MachineHit; a machine of an older register has no filing. Row by row, for the fifty of a page. */
const ASSISTED = Prisma.sql`
  EXISTS (SELECT FROM filing f WHERE f.id = m."filingId" AND f."assistedBureauId" IS NOT NULL) AS assisted`

/**
 * A page of the limit + 1 rows (id, key) of the CTE `hits`, rendered by the database as the JSON of the response: building
 * fifty row objects would cost the process more than everything else (docs/benchmarks.md).
 */
export function pageSql(order: Order, limit: number, names: DistrictNames): Prisma.Sql {
  const by = byKey(order, 'h')
  const key = order.column === 'numberBody' ? Prisma.sql`h.key` : utc('h.key')
  return Prisma.sql`
    SELECT (
      SELECT json_agg(r)::text FROM (
        SELECT ${fieldsOfRow(names)}, ${ASSISTED} FROM (SELECT * FROM hits h ${by} LIMIT ${literal(limit)}) h
        JOIN machine m ON m.id = h.id JOIN account o ON o.id = m."ownerId" ${by}) r
    ) AS rows, (
      SELECT ARRAY[${key}, h.id::text] FROM hits h WHERE (SELECT count(*) FROM hits) > ${literal(limit)}
      ${by} OFFSET ${literal(limit - 1)} LIMIT 1
    ) AS last`
}

/**
 * The same page for machines that are consecutive in one index (`stretch` of Hits), read directly from it. The page's last
 * row, and whether more follow, is a second read of the index, at a twentieth of the cost of the rows.
 */
export function stretchPageSql(
  stretch: Prisma.Sql,
  order: Order,
  limit: number,
  names: DistrictNames,
): Prisma.Sql {
  const key = order.column === 'numberBody' ? Prisma.sql`h.key` : utc('h.key')
  return Prisma.sql`
    SELECT (
      SELECT json_agg(r)::text FROM (
        SELECT ${fieldsOfRow(names)}, ${ASSISTED} FROM (SELECT m.* ${stretch} LIMIT ${literal(limit)}) m
        JOIN account o ON o.id = m."ownerId" ${orderBy(order, 'm')}) r
    ) AS rows, (
      SELECT CASE WHEN count(*) = 2 THEN ARRAY[(array_agg(${key}))[1], (array_agg(h.id::text))[1]] END
      FROM (SELECT m.id, ${keyOf(order, 'm')} AS key ${stretch} OFFSET ${literal(limit - 1)} LIMIT 2) h
    ) AS last`
}
