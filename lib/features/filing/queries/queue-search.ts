import { readFilingNumber } from '@/lib/core/filing-number'
import { normaliseIdNumber } from '@/lib/core/id-number'
import { codeKey, nameKey } from '@/lib/core/normalise'
import { normalisePhone, PHONE_PATTERN } from '@/lib/core/phone'
import { readRegistrationNumber } from '@/lib/features/registration/rules/number'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { Prisma } from '@/prisma/client'

/**
 * Trigram indexes need three characters. A shorter name is searched as a prefix, which they support as well, and as a
 * substring only among open filings: an area has few of these, so their owners can be scanned one by one.
 */
const TRIGRAM = 3
const ID_NUMBER_LENGTH = 18

/**
 * SELECT of the ids of filings that satisfy `condition` and match `q`: part of the key of plate, 环保代码, serials, PIN,
 * published numbers or models; 查询号; part of the owner's name; current or former registration number; exact phone or ID number
 * of owner or filer, by blind index. Joined by UNION, since an OR over several tables would use no index.
 */
export function searchHits(q: string, condition: Prisma.Sql): Prisma.Sql {
  const matches = [
    ...byFilingNumber(q),
    ...bySearchText(q),
    ...byOwnerName(q),
    ...byNumber(q),
    ...[...phoneMatch(q), ...idNumberMatch(q)].flatMap(ofAccount),
  ]
  if (matches.length === 0) return Prisma.sql`SELECT f.id FROM filing f WHERE FALSE`
  const selects = matches.map(
    (match) => Prisma.sql`SELECT f.id FROM filing f WHERE ${condition} AND ${match}`,
  )
  return Prisma.join(selects, ' UNION ')
}

/** Whether a text is searched as somebody's phone or ID number, which is recorded. */
export function personalMeaning(q: string): 'idNumber' | 'phone' | null {
  if (PHONE_PATTERN.test(normalisePhone(q))) return 'phone'
  return normaliseIdNumber(q).length === ID_NUMBER_LENGTH ? 'idNumber' : null
}

/** Escapes the wildcards of LIKE. */
export function likeLiteral(text: string): string {
  return text.replaceAll(/[\\%_]/g, (wildcard) => `\\${wildcard}`)
}

/** A number whose check digit does not fit was misheard: no filing has it. */
function byFilingNumber(q: string): Prisma.Sql[] {
  const number = readFilingNumber(q)?.number
  return number ? [Prisma.sql`f.number = ${number}::char(9)`] : []
}

function bySearchText(q: string): Prisma.Sql[] {
  const part = codeKey(q)
  return part === '' ? [] : [Prisma.sql`f."searchText" LIKE ${`%${likeLiteral(part)}%`}`]
}

function byOwnerName(q: string): Prisma.Sql[] {
  const name = nameKey(q)
  if (name === '') return []
  const substring = `%${likeLiteral(name)}%`
  const named = (pattern: string) =>
    Prisma.sql`f."ownerId" IN (
      SELECT id FROM account WHERE "nameKey" LIKE ${pattern}
      UNION ALL SELECT "accountId" FROM former_name WHERE "nameKey" LIKE ${pattern})`
  if ([...name].length >= TRIGRAM) return [named(substring)]
  return [
    named(`${likeLiteral(name)}%`),
    Prisma.sql`f.status IN ('SUBMITTED', 'IN_REVIEW', 'RETURNED') AND EXISTS (
      SELECT FROM account a WHERE a.id = f."ownerId" AND a."nameKey" LIKE ${substring})`,
  ]
}

function byNumber(q: string): Prisma.Sql[] {
  const read = readRegistrationNumber(q)
  if (!read) return []
  return [
    Prisma.sql`f.id IN (SELECT "filingId" FROM machine WHERE "numberBody" = ${read.body}::char(8))`,
    Prisma.sql`f.id IN (
      SELECT m."filingId" FROM machine_number n JOIN machine m ON m.id = n."machineId"
      WHERE n.number = ${read.number}::char(10))`,
  ]
}

/** Condition on an account `a`: a phone or ID number, if `q` is one, is theirs. */
export function personCondition(q: string): Prisma.Sql {
  const matches = [...phoneMatch(q), ...idNumberMatch(q)]
  return matches.length === 0 ? Prisma.sql`FALSE` : Prisma.sql`(${Prisma.join(matches, ' OR ')})`
}

function phoneMatch(q: string): Prisma.Sql[] {
  const phone = normalisePhone(q)
  return PHONE_PATTERN.test(phone) ? [Prisma.sql`a."phoneIndex" = ${blindIndex('phone', phone)}`] : []
}

function idNumberMatch(q: string): Prisma.Sql[] {
  const idNumber = normaliseIdNumber(q)
  return idNumber.length === ID_NUMBER_LENGTH
    ? [Prisma.sql`a."idNumberIndex" = ${blindIndex('id', idNumber)}`]
    : []
}

/** Filings filed or owned by a matching account. */
function ofAccount(match: Prisma.Sql): Prisma.Sql[] {
  return [
    Prisma.sql`f."ownerId" IN (SELECT a.id FROM account a WHERE ${match})`,
    Prisma.sql`f."filerId" IN (SELECT a.id FROM account a WHERE ${match})`,
  ]
}
