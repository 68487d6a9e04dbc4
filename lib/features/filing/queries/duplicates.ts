import { Prisma } from '@/prisma/client'
import { CODE_LIKENESSES, type CodeLikeness } from '../rules/likeness'

/**
 * The columns of filing and machine that are compared. They hold keys (`codeKey`), and NULL where 无, 不详 or only
 * punctuation was written, so that spelling makes no difference and "no number" matches nothing.
 */
export const COLUMNS = Object.keys(CODE_LIKENESSES) as CodeLikeness[]

/** Condition over `filing o`: all but filings that were never submitted, withdrawn or declined. */
export const IS_COMPARABLE = Prisma.sql`o.status NOT IN ('DRAFT', 'WITHDRAWN', 'DECLINED')`

export function column(name: CodeLikeness): Prisma.Sql {
  return Prisma.raw(`"${name}"`)
}

/**
 * A compared code with its look-alikes folded: O and 0, I and L and 1 (a small l in a key is a capital), B and 8, S and 5,
 * Z and 2. The expression of the indexes *_folded, letter for letter.
 */
export function folded(alias: string, name: CodeLikeness): Prisma.Sql {
  return Prisma.raw(`translate(${alias}."${name}", 'OILBSZ', '011852')`)
}

/** All compared codes of a filing or a machine, concatenated. */
export function codesOf(alias: string): Prisma.Sql {
  return Prisma.raw(`concat_ws('|', ${COLUMNS.map((name) => `coalesce(${alias}."${name}", '')`).join(', ')})`)
}

/** The codes of one side of a pair: once it is registered those of its machine, since changes update these. */
export function sideCodes(filing: string): Prisma.Sql {
  return Prisma.sql`coalesce(
    (SELECT ${codesOf('side')} FROM machine side WHERE side."filingId" = ${Prisma.raw(filing)}.id), ${codesOf(filing)})`
}

/**
 * Condition over `duplicate_dismissal d` or `pair_ruling d`: an officer judged `filing f` and the other, from either side,
 * and the codes of both are unchanged since.
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
const notDismissed = (other: typeof otherFiling, extra = Prisma.empty) =>
  Prisma.sql`NOT EXISTS (SELECT FROM duplicate_dismissal d WHERE ${dismissed(other)} ${extra})`

/**
 * Condition over `filing f`: it shares a code or a serial (look-alikes folded) or an identical photo file with another filing or a registered
 * machine, and no officer has dismissed the pair. EXISTS instead of joins: each likeness is looked up through its own
 * index for each open filing, while with joins PostgreSQL may scan whole tables (200,000 filings: 17 s instead of 2 s).
 */
export const IS_DUPLICATE: Prisma.Sql = Prisma.join(
  [
    ...COLUMNS.flatMap((name) => [
      Prisma.sql`EXISTS (SELECT FROM filing o
        WHERE ${folded('o', name)} = ${folded('f', name)} AND o.id <> f.id AND ${IS_COMPARABLE} AND ${notDismissed(otherFiling)})`,
      Prisma.sql`EXISTS (SELECT FROM machine m WHERE ${folded('m', name)} = ${folded('f', name)}
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

/** Another comparable filing with the photo, unless an officer dismissed the pair knowing that they share it. */
function shownElsewhere(photo: Prisma.Sql): Prisma.Sql {
  const sameFile = Prisma.sql`AND p.sha256::text = ANY(d.photos)`
  return Prisma.sql`SELECT FROM filing_photo op JOIN filing o ON o.id = op."filingId"
    WHERE ${photo} AND op."filingId" <> f.id AND ${IS_COMPARABLE} AND ${notDismissed(otherFiling, sameFile)}`
}

/** Sorted hashes of the photo files that `filing f` and another filing share. */
export function sharedPhotos(filingId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`ARRAY(SELECT DISTINCT p.sha256::text FROM filing_photo fp JOIN photo p ON p.id = fp."photoId"
    JOIN photo q ON q.sha256 = p.sha256 JOIN filing_photo op ON op."photoId" = q.id
    WHERE fp."filingId" = f.id AND op."filingId" = ${filingId} ORDER BY 1)`
}

/**
 * Hash of the compared data of a pair, over `filing f`: an officer dismisses what they saw, not what has changed since.
 * @param codes of the other
 */
export function pairState(filingId: Prisma.Sql, codes: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`md5(concat_ws('~', ${sideCodes('f')}, ${codes}, array_to_string(${sharedPhotos(filingId)}, ',')))`
}
