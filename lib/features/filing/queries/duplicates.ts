import type { StaffActor } from '@/lib/core/actor'
import { areaSql } from '@/lib/server/area-sql'
import type { Tx } from '@/lib/server/db'
import { Prisma } from '@/prisma/client'
import type { Likeness } from '../rules/desk-checks'

/** What two filings of one machine have in common: generated columns of filing and machine alike. */
const SHARED = {
  machineEnvCode: 'codes.machineEnvCode',
  machineSerial: 'machine.serial',
  engineSerial: 'engine.serial',
} as const
type SharedColumn = keyof typeof SHARED
const COLUMNS = Object.keys(SHARED) as SharedColumn[]

/** Filings that do not count: never submitted, taken back, or refused. */
const COUNTS = Prisma.sql`o.status NOT IN ('DRAFT', 'WITHDRAWN', 'DECLINED')`

function column(name: SharedColumn): Prisma.Sql {
  return Prisma.raw(`"${name}"`)
}

/**
 * Condition over `filing f`: it shares its 环保代码, a serial or the very file of a photo with another filing, or with a
 * registered machine. EXISTS and no joins: so each likeness is looked up through its own index for each open filing,
 * while joined sets tempt PostgreSQL to read whole tables (200,000 filings: 17 s instead of 2).
 */
export const IS_DUPLICATE: Prisma.Sql = Prisma.join(
  [
    ...COLUMNS.flatMap((name) => [
      Prisma.sql`EXISTS (
        SELECT FROM filing o WHERE o.${column(name)} = f.${column(name)} AND o.id <> f.id AND ${COUNTS})`,
      Prisma.sql`EXISTS (SELECT FROM machine m WHERE m.${column(name)} = f.${column(name)} AND m."filingId" <> f.id)`,
    ]),
    Prisma.sql`EXISTS (
      SELECT FROM filing_photo fp WHERE fp."filingId" = f.id AND (
        EXISTS (${shownElsewhere(Prisma.sql`op."photoId" = fp."photoId"`)})
        OR EXISTS (
          SELECT FROM photo p JOIN photo q ON q.sha256 = p.sha256 AND q.id <> p.id
          WHERE p.id = fp."photoId" AND EXISTS (${shownElsewhere(Prisma.sql`op."photoId" = q.id`)}))))`,
  ],
  ' OR ',
  '(',
  ')',
)

/** Another filing that counts and shows the photo. */
function shownElsewhere(photo: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT FROM filing_photo op JOIN filing o ON o.id = op."filingId"
    WHERE ${photo} AND op."filingId" <> f.id AND ${COUNTS}`
}

/**
 * Which other filings and machines look like this one, anywhere in the country, at most 50 likenesses; those outside
 * the actor's area are told without a way to open them.
 */
export function findLikenesses(
  reader: Pick<Tx, '$queryRaw'>,
  actor: StaffActor,
  id: string,
): Promise<Likeness[]> {
  const same = COLUMNS.flatMap((name) => [
    Prisma.sql`SELECT o.id AS "filingId", ${SHARED[name]}::text AS path FROM filing f
      JOIN filing o ON o.${column(name)} = f.${column(name)} AND o.id <> f.id AND ${COUNTS} WHERE f.id = ${id}::uuid`,
    Prisma.sql`SELECT m."filingId", ${SHARED[name]}::text FROM filing f
      JOIN machine m ON m.${column(name)} = f.${column(name)} AND m."filingId" <> f.id WHERE f.id = ${id}::uuid`,
  ])
  const samePhoto = Prisma.sql`
    SELECT o.id, 'photos.' || fp.slot FROM filing_photo fp JOIN photo p ON p.id = fp."photoId"
      JOIN photo q ON q.sha256 = p.sha256 JOIN filing_photo op ON op."photoId" = q.id
      JOIN filing o ON o.id = op."filingId" AND ${COUNTS}
    WHERE fp."filingId" = ${id}::uuid AND o.id <> fp."filingId"`
  return reader.$queryRaw<Likeness[]>`
    WITH alike AS (${Prisma.join([...same, samePhoto], ' UNION ')})
    SELECT alike."filingId", alike.path, m."registrationNumber", ${areaSql(actor.area, 'o')} AS "inArea"
    FROM alike JOIN filing o ON o.id = alike."filingId" LEFT JOIN machine m ON m."filingId" = o.id
    ORDER BY alike."filingId", alike.path LIMIT 50`
}
