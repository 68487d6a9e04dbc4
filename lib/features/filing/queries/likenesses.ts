import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { log } from '@/lib/server/observe/log'
import { Prisma } from '@/prisma/client'
import { CODE_LIKENESSES, KIND_OF, makersDiffer } from '../rules/likeness'
import { type DeskDuplicates, type DuplicateKind, duplicateKind, pairRuling } from '../schema/duplicate'
import { COLUMNS, codesOf, column, dismissed, folded, IS_COMPARABLE, pairState } from './duplicates'

type Reader = Pick<Tx, '$queryRaw'>

/** Rows searched per kind: a value shared by thousands is no likeness any more. */
const MAX_SEARCHED = 1000
/** Others listed per kind. */
const MAX_LISTED = 10

const likeness = z.object({
  kind: duplicateKind,
  paths: z.array(z.string()),
  filingId: z.uuid().nullable(),
  machineId: z.uuid().nullable(),
  registrationNumber: z.string().nullable(),
  machineStatus: z.enum(['ACTIVE', 'CANCELLED', 'REVOKED']).nullable(),
  inArea: z.boolean(),
  ownMaker: z.string().nullable(),
  maker: z.string().nullable(),
  state: z.string(),
  dismissalId: z.uuid().nullable(),
  staffName: z.string().nullable(),
  dismissedAt: z.date().nullable(),
  reason: z.string().nullable(),
  /** SAME or UNCLEAR, found by an officer. */
  ruling: pairRuling.nullable(),
  /** The compared code of the other, where it differs by look-alikes. */
  otherCode: z.string().nullable(),
  all: z.int(),
  open: z.int(),
  openAway: z.int(),
  openAlike: z.int(),
  cut: z.boolean(),
})
type Row = z.output<typeof likeness>
/** Which of the compared values the filing has. */
const givenValues = z.record(z.enum([...COLUMNS, 'photo']), z.boolean())
type GivenValues = z.output<typeof givenValues>
type Group = DeskDuplicates['groups'][number]

/**
 * Other filings and machines that look like this one, anywhere in the country, by kind; those outside the actor's area
 * come without ids to open them. If the comparison fails, `complete` is false: an empty result would read as "no
 * duplicates".
 */
export async function findDuplicates(reader: Reader, actor: StaffActor, id: string): Promise<DeskDuplicates> {
  try {
    const given = await findGivenValues(reader, id)
    const rows = await rowsOf(reader, likeness)(likenessSql(actor, id))
    const columns = COLUMNS.map((name) => groupOf(KIND_OF[name], given[name], [CODE_LIKENESSES[name]], rows))
    return { complete: true, groups: [...columns, groupOf('PHOTO', given.photo, [], rows)] }
  } catch (error) {
    if (error instanceof AppError) throw error
    log().error({ filingId: id, error: String(error) }, 'duplicates could not be looked for')
    return { complete: false, groups: [] }
  }
}

async function findGivenValues(reader: Reader, id: string): Promise<GivenValues> {
  const columns = COLUMNS.map((name) => Prisma.sql`f.${column(name)} IS NOT NULL AS ${column(name)}`)
  const [row] = await rowsOf(reader, givenValues)`SELECT ${Prisma.join(columns)},
    EXISTS (SELECT FROM filing_photo WHERE "filingId" = f.id) AS photo FROM filing f WHERE f.id = ${id}::uuid`
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

function groupOf(kind: DuplicateKind, given: boolean, compared: string[], all: readonly Row[]): Group {
  const rows = all.filter((row) => row.kind === kind)
  const open = rows[0]?.open ?? 0
  return {
    kind,
    result: !given ? 'NOT_CHECKED' : open > 0 ? 'DOUBT' : 'CLEAR',
    paths: rows.length > 0 ? [...new Set(rows.flatMap(({ paths }) => paths))] : compared,
    found: open,
    foundAll: !rows.some(({ cut }) => cut),
    away: rows[0]?.openAway ?? 0,
    lookAlikes: rows[0]?.openAlike ?? 0,
    dismissed: (rows[0]?.all ?? 0) - open,
    others: rows.map(otherOf),
  }
}

function otherOf(row: Row): Group['others'][number] {
  const { paths, registrationNumber, machineStatus, inArea, dismissalId, staffName, dismissedAt, reason } =
    row
  return {
    filingId: inArea ? row.filingId : null,
    machineId: inArea ? row.machineId : null,
    paths,
    lookAlikes: row.otherCode ? paths.map((path) => ({ path, code: inArea ? row.otherCode : null })) : [],
    registrationNumber,
    machineStatus,
    inArea,
    otherMaker: makersDiffer(row.ownMaker, row.maker),
    state: inArea ? row.state : null,
    ruling: row.ruling,
    dismissal:
      dismissalId && dismissedAt
        ? { id: dismissalId, staffName: staffName ?? '', at: dismissedAt.toISOString(), reason: reason ?? '' }
        : null,
  }
}

function likenessSql(actor: StaffActor, id: string): Prisma.Sql {
  const found = [...COLUMNS.map((name) => part(KIND_OF[name], sameCode(name))), part('PHOTO', SAME_PHOTO)]
  const codes = Prisma.sql`CASE WHEN m.id IS NULL THEN ${codesOf('o')} ELSE ${codesOf('m')} END`
  const maker = (row: string) => Prisma.raw(`${row}.content->'machine'->>'manufacturer'`)
  const inArea = Prisma.sql`CASE WHEN o.id IS NULL THEN ${areaSql(actor.area, 'm')} ELSE ${areaSql(actor.area, 'o')} END`
  const pair = { filingId: Prisma.sql`pair."filingId"`, machineId: Prisma.sql`pair."machineId"`, codes }
  return Prisma.sql`
    WITH f AS (SELECT * FROM filing WHERE id = ${id}::uuid),
    found AS (${Prisma.join(found, ' UNION ALL ')}),
    pair AS (
      SELECT alike, "filingId", "machineId", array_agg(DISTINCT path ORDER BY path) AS paths,
        array_remove(array_agg(DISTINCT sha), NULL) AS shas,
        CASE WHEN bool_and("otherCode" IS NOT NULL) THEN max("otherCode") END AS "otherCode" FROM found GROUP BY alike, "filingId", "machineId"),
    judged AS (
      SELECT pair.*, ${inArea} AS "inArea", m."registrationNumber", m.status::text AS "machineStatus",
        ${maker('f')} AS "ownMaker", CASE WHEN m.id IS NULL THEN ${maker('o')} ELSE ${maker('m')} END AS maker,
        ${codes} AS codes, ruling.id AS "dismissalId", ruling."staffName", ruling."dismissedAt", ruling.reason,
        found_same.ruling
      FROM pair CROSS JOIN f LEFT JOIN filing o ON o.id = pair."filingId"
      LEFT JOIN machine m ON m.id = coalesce(pair."machineId", (SELECT r.id FROM machine r WHERE r."filingId" = pair."filingId"))
      LEFT JOIN LATERAL (
        SELECT d.id, s.name AS "staffName", d."dismissedAt", d.reason
        FROM duplicate_dismissal d JOIN staff s ON s.id = d."staffId"
        WHERE ${dismissed(pair)} AND d.photos @> pair.shas LIMIT 1) ruling ON TRUE
      LEFT JOIN LATERAL (${rulingOf(pair)}) found_same ON TRUE),
    numbered AS (
      SELECT judged.*, count(*) OVER (PARTITION BY alike)::int AS "all",
        (count(*) FILTER (WHERE "dismissalId" IS NULL) OVER (PARTITION BY alike))::int AS "open",
        (count(*) FILTER (WHERE "dismissalId" IS NULL AND NOT "inArea") OVER (PARTITION BY alike))::int AS "openAway",
        (count(*) FILTER (WHERE "dismissalId" IS NULL AND "otherCode" IS NOT NULL) OVER (PARTITION BY alike))::int AS "openAlike",
        row_number() OVER (PARTITION BY alike ORDER BY ("dismissalId" IS NOT NULL), NOT "inArea", "otherCode" IS NOT NULL,
          "registrationNumber" IS NULL, "filingId", "machineId") AS place
      FROM judged)
    SELECT alike AS kind, paths, numbered."filingId", "machineId", "registrationNumber", "machineStatus", "inArea", "ownMaker",
      maker, "dismissalId", "staffName", "dismissedAt", reason, ruling, "otherCode", "all", "open", "openAway", "openAlike",
      (SELECT count(*) > ${MAX_SEARCHED} FROM found WHERE found.alike = numbered.alike) AS cut,
      ${pairState(Prisma.sql`numbered."filingId"`, Prisma.sql`numbered.codes`)} AS state
    FROM numbered CROSS JOIN f WHERE place <= ${MAX_LISTED} ORDER BY alike, place`
}

/** SAME or UNCLEAR of `filing f` and the pair's other, as JSON, seen from `f`. */
function rulingOf(pair: Parameters<typeof dismissed>[0]): Prisma.Sql {
  return Prisma.sql`
    SELECT jsonb_build_object('id', d.id, 'verdict', d.verdict, 'staffName', s.name, 'reason', d.reason,
      'stands', CASE (d."filingId" = f.id) = d."filingStands" WHEN TRUE THEN 'THIS' WHEN FALSE THEN 'OTHER' END,
      'at', to_char(d."ruledAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS ruling
    FROM pair_ruling d JOIN staff s ON s.id = d."staffId"
    WHERE ${dismissed(pair)} AND d.photos @> pair.shas LIMIT 1`
}

/** Rows of one kind with a limit of their own, so that one kind with many matches does not crowd out the others. */
function part(kind: DuplicateKind, rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT ${kind}::text AS alike, x.* FROM (${rows}) x LIMIT ${MAX_SEARCHED + 1})`
}

function sameCode(name: (typeof COLUMNS)[number]): Prisma.Sql {
  const path = Prisma.sql`${CODE_LIKENESSES[name]}::text AS path, NULL::text AS sha`
  const other = (alias: string) =>
    Prisma.sql`nullif(${Prisma.raw(alias)}.${column(name)}, f.${column(name)}) AS "otherCode"`
  return Prisma.sql`
    SELECT o.id AS "filingId", NULL::uuid AS "machineId", ${path}, ${other('o')}
    FROM f JOIN filing o ON ${folded('o', name)} = ${folded('f', name)} AND o.id <> f.id AND ${IS_COMPARABLE}
    UNION
    SELECT m."filingId", CASE WHEN m."filingId" IS NULL THEN m.id END, ${path}, ${other('m')}
    FROM f JOIN machine m ON ${folded('m', name)} = ${folded('f', name)} AND m."filingId" IS DISTINCT FROM f.id`
}

const SAME_PHOTO = Prisma.sql`
  SELECT DISTINCT o.id AS "filingId", NULL::uuid AS "machineId", 'photos.' || fp.slot AS path, p.sha256::text AS sha,
    NULL::text AS "otherCode"
  FROM f JOIN filing_photo fp ON fp."filingId" = f.id JOIN photo p ON p.id = fp."photoId"
  JOIN photo q ON q.sha256 = p.sha256 JOIN filing_photo op ON op."photoId" = q.id
  JOIN filing o ON o.id = op."filingId" AND o.id <> f.id AND ${IS_COMPARABLE}`
