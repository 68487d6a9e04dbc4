import { normaliseIdNumber } from '@/lib/core/id-number'
import { codeKey, nameKey } from '@/lib/core/normalise'
import { normalisePhone, PHONE_PATTERN } from '@/lib/core/phone'
import { readRegistrationNumber } from '@/lib/features/registration/rules/number'
import { blindIndex } from '@/lib/server/secrets/secrets'
import { Prisma } from '@/prisma/client'

/**
 * Trigram indexes need three characters. Of a shorter name its beginning is searched, which they serve as well, and its
 * inside among what is still open: an area has few of these, and their owners are looked at one by one.
 */
const TRIGRAM = 3
const ID_NUMBER_LENGTH = 18

/**
 * The ways in which `q` may find a filing, each a SELECT of ids within `condition`: part of the key of plate, 环保代码,
 * serials, PIN, published numbers or models; of the owner's name; registration number, present or former; exact phone or ID number of owner or filer, compared
 * by their blind index. They are joined by UNION, since an OR over several tables would use no index.
 */
export function searchHits(q: string, condition: Prisma.Sql): Prisma.Sql {
  const arms = [...bySearchText(q), ...byOwnerName(q), ...byNumber(q), ...byPhone(q), ...byIdNumber(q)]
  if (arms.length === 0) return Prisma.sql`SELECT f.id FROM filing f WHERE FALSE`
  const selects = arms.map((arm) => Prisma.sql`SELECT f.id FROM filing f WHERE ${condition} AND ${arm}`)
  return Prisma.join(selects, ' UNION ')
}

/** What LIKE takes for wildcards is meant literally. */
export function likeLiteral(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}

function bySearchText(q: string): Prisma.Sql[] {
  const part = codeKey(q)
  return part === '' ? [] : [Prisma.sql`f."searchText" LIKE ${`%${likeLiteral(part)}%`}`]
}

function byOwnerName(q: string): Prisma.Sql[] {
  const name = nameKey(q)
  if (name === '') return []
  const inside = `%${likeLiteral(name)}%`
  const named = (pattern: string) =>
    Prisma.sql`f."ownerId" IN (SELECT id FROM account WHERE "nameKey" LIKE ${pattern})`
  if ([...name].length >= TRIGRAM) return [named(inside)]
  return [
    named(`${likeLiteral(name)}%`),
    Prisma.sql`f.status IN ('SUBMITTED', 'IN_REVIEW', 'RETURNED') AND EXISTS (
      SELECT FROM account a WHERE a.id = f."ownerId" AND a."nameKey" LIKE ${inside})`,
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

function byPhone(q: string): Prisma.Sql[] {
  const phone = normalisePhone(q)
  return PHONE_PATTERN.test(phone) ? ofAccount(Prisma.sql`"phoneIndex" = ${blindIndex('phone', phone)}`) : []
}

function byIdNumber(q: string): Prisma.Sql[] {
  const idNumber = normaliseIdNumber(q)
  if (idNumber.length !== ID_NUMBER_LENGTH) return []
  return ofAccount(Prisma.sql`"idNumberIndex" = ${blindIndex('id', idNumber)}`)
}

/** Filed or owned by the account. */
function ofAccount(match: Prisma.Sql): Prisma.Sql[] {
  return [
    Prisma.sql`f."ownerId" IN (SELECT id FROM account WHERE ${match})`,
    Prisma.sql`f."filerId" IN (SELECT id FROM account WHERE ${match})`,
  ]
}
