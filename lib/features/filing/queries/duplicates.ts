import { Prisma } from '@/prisma/client'
import { CODE_LIKENESSES, type CodeLikeness } from '../rules/likeness'

/**
 * What two registrations of one machine have in common. The columns of filing and machine hold keys (`codeKey`), and
 * nothing where 无, 不详 or a mere mark was written: so spellings make no difference, and "no number" is like no number.
 */
export const COLUMNS = Object.keys(CODE_LIKENESSES) as CodeLikeness[]

/** Filings that do not count: never submitted, taken back, or refused. Over `filing o`. */
export const COUNTS = Prisma.sql`o.status NOT IN ('DRAFT', 'WITHDRAWN', 'DECLINED')`

export function column(name: CodeLikeness): Prisma.Sql {
  return Prisma.raw(`"${name}"`)
}

/** All compared codes of a filing or a machine as one text. */
export function codesOf(alias: string): Prisma.Sql {
  return Prisma.raw(`concat_ws('|', ${COLUMNS.map((name) => `coalesce(${alias}."${name}", '')`).join(', ')})`)
}

/** The codes of a side of a pair: its machine's, once it is registered, since changes move them on. */
export function sideCodes(filing: string): Prisma.Sql {
  return Prisma.sql`coalesce(
    (SELECT ${codesOf('side')} FROM machine side WHERE side."filingId" = ${Prisma.raw(filing)}.id), ${codesOf(filing)})`
}

/**
 * Condition over `duplicate_dismissal d`: an officer found that `filing f` and the other are two machines, from whichever
 * side, and since then neither's codes have become others.
 */
export function dismissed(other: {
  filingId: Prisma.Sql
  machineId: Prisma.Sql
  codes: Prisma.Sql
}): Prisma.Sql {
  const { filingId, machineId, codes } = other
  return Prisma.sql`d."endedAt" IS NULL AND (
    (d."filingId" = f.id AND (d."otherFilingId" = ${filingId} OR d."otherMachineId" = ${machineId})
      AND d."filingCodes" = ${sideCodes('f')} AND d."otherCodes" = ${codes})
    OR (d."filingId" = ${filingId} AND d."otherFilingId" = f.id
      AND d."otherCodes" = ${sideCodes('f')} AND d."filingCodes" = ${codes}))`
}

const NO_ID = Prisma.sql`NULL::uuid`
const otherFiling = { filingId: Prisma.sql`o.id`, machineId: NO_ID, codes: sideCodes('o') }
const otherMachine = {
  filingId: Prisma.sql`m."filingId"`,
  machineId: Prisma.sql`m.id`,
  codes: codesOf('m'),
}
const notDismissed = (other: typeof otherFiling, more = Prisma.empty) =>
  Prisma.sql`NOT EXISTS (SELECT FROM duplicate_dismissal d WHERE ${dismissed(other)} ${more})`

/**
 * Condition over `filing f`: it shares a code, a serial or the very file of a photo with another filing, or with a
 * registered machine, and no officer has found that they are two. EXISTS and no joins: so each likeness is looked up
 * through its own index for each open filing, while joined sets tempt PostgreSQL to read whole tables (200,000 filings:
 * 17 s instead of 2).
 */
export const IS_DUPLICATE: Prisma.Sql = Prisma.join(
  [
    ...COLUMNS.flatMap((name) => [
      Prisma.sql`EXISTS (SELECT FROM filing o
        WHERE o.${column(name)} = f.${column(name)} AND o.id <> f.id AND ${COUNTS} AND ${notDismissed(otherFiling)})`,
      Prisma.sql`EXISTS (SELECT FROM machine m WHERE m.${column(name)} = f.${column(name)}
        AND m."filingId" IS DISTINCT FROM f.id AND ${notDismissed(otherMachine)})`,
    ]),
    Prisma.sql`EXISTS (
      SELECT FROM filing_photo fp JOIN photo p ON p.id = fp."photoId" WHERE fp."filingId" = f.id AND (
        EXISTS (${shownElsewhere(Prisma.sql`op."photoId" = p.id`)})
        OR EXISTS (SELECT FROM photo q WHERE q.sha256 = p.sha256 AND q.id <> p.id
          AND EXISTS (${shownElsewhere(Prisma.sql`op."photoId" = q.id`)}))))`,
  ],
  ' OR ',
  '(',
  ')',
)

/** Another filing that counts and shows the photo: which photos two filings share is part of the finding. */
function shownElsewhere(photo: Prisma.Sql): Prisma.Sql {
  const sameFile = Prisma.sql`AND p.sha256::text = ANY(d.photos)`
  return Prisma.sql`SELECT FROM filing_photo op JOIN filing o ON o.id = op."filingId"
    WHERE ${photo} AND op."filingId" <> f.id AND ${COUNTS} AND ${notDismissed(otherFiling, sameFile)}`
}

/** The files of photos that `filing f` and another filing both show, in order. */
export function sharedPhotos(filingId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`ARRAY(SELECT DISTINCT p.sha256::text FROM filing_photo fp JOIN photo p ON p.id = fp."photoId"
    JOIN photo q ON q.sha256 = p.sha256 JOIN filing_photo op ON op."photoId" = q.id
    WHERE fp."filingId" = f.id AND op."filingId" = ${filingId} ORDER BY 1)`
}

/**
 * What an officer saw of a pair: he judges that, and nothing that came about meanwhile. Over `filing f`.
 * @param codes of the other
 */
export function pairState(filingId: Prisma.Sql, codes: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`md5(concat_ws('~', ${sideCodes('f')}, ${codes}, array_to_string(${sharedPhotos(filingId)}, ',')))`
}
