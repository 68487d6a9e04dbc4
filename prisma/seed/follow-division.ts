import { SYSTEM } from '@/lib/core/actor'
import type { AuditAction } from '@/lib/core/audit-actions'
import { auditMany } from '@/lib/server/audit/audit'
import { Prisma } from '../client'

type Mover =
  Extract<AuditAction, `${string}.follow-division`> extends `${infer Noun}.follow-division` ? Noun : never

/**
 * Moves all that stands in an ended division to its successor: machines and filings, changes, successions, bureaus with
 * their staff's area, number series, rules, what is watched. Each moved row has its line in the audit record. Decided
 * reviews, submitted revisions and what changes said stay as they were: they are records of then.
 * @returns how many rows moved; 0 when nothing is left there
 */
export async function followDivision(
  tx: Prisma.TransactionClient,
  from: string,
  to: string,
): Promise<number> {
  const content = Prisma.sql`content = jsonb_set(content, '{districtCode}', to_jsonb(${to}::text))`
  const move = async (noun: Mover, update: Prisma.Sql, subjectType: string = noun): Promise<number> => {
    const rows = await tx.$queryRaw<
      { id: string }[]
    >`WITH moved AS (${update}) SELECT id::text AS id FROM moved`
    const what = { action: `${noun}.follow-division`, districtCode: to, details: { from, to } } as const
    await auditMany(
      tx,
      SYSTEM,
      rows.map(({ id }) => ({ ...what, subjectType, subjectId: id })),
    )
    return rows.length
  }
  const moved = [
    await move(
      'machine',
      Prisma.sql`
      UPDATE machine SET ${content}, version = version + 1 WHERE "districtCode" = ${from}::char(6) RETURNING id`,
    ),
    await move(
      'filing',
      Prisma.sql`
      UPDATE filing SET ${content}, version = version + 1 WHERE "districtCode" = ${from}::char(6) RETURNING id`,
    ),
    await move(
      'change',
      Prisma.sql`
      UPDATE change SET version = version + 1,
        "districtCode" = CASE WHEN "districtCode" = ${from}::char(6) THEN ${to} ELSE "districtCode" END,
        "cityCode" = CASE WHEN "districtCode" = ${from}::char(6) THEN left(${to}::text, 4) || '00' ELSE "cityCode" END,
        "provinceCode" = CASE WHEN "districtCode" = ${from}::char(6) THEN left(${to}::text, 2) || '0000' ELSE "provinceCode" END,
        "toDistrictCode" = CASE WHEN "toDistrictCode" = ${from}::char(6) THEN ${to} ELSE "toDistrictCode" END
      WHERE ${from}::char(6) IN ("districtCode", "toDistrictCode") RETURNING id`,
    ),
    await move(
      'succession',
      Prisma.sql`
      UPDATE succession SET "districtCode" = ${to}, "cityCode" = left(${to}::text, 4) || '00',
        "provinceCode" = left(${to}::text, 2) || '0000'
      WHERE "districtCode" = ${from}::char(6) RETURNING "machineId" AS id`,
      'machine',
    ),
    await move(
      'bureau',
      Prisma.sql`
      UPDATE bureau SET "divisionCode" = ${to} WHERE "divisionCode" = ${from}::char(6) RETURNING id`,
    ),
    await move(
      'series',
      Prisma.sql`
      UPDATE number_series SET "divisionCode" = ${to} WHERE "divisionCode" = ${from}::char(6) RETURNING id`,
    ),
    // What waits for a second person about a machine has changed with it, and can only be declined or withdrawn.
    await tx.$executeRaw`UPDATE pending_act SET "divisionCode" = ${to} WHERE "divisionCode" = ${from}::char(6)`,
    // A rule that the successor decided for itself holds on.
    await move(
      'setting',
      Prisma.sql`
      UPDATE setting s SET "divisionCode" = ${to} WHERE "divisionCode" = ${from}::char(6)
        AND NOT EXISTS (SELECT FROM setting o WHERE o.key = s.key AND o."divisionCode" = ${to}::char(6)) RETURNING key AS id`,
    ),
    await move(
      'watch',
      Prisma.sql`
      UPDATE watch w SET "divisionCode" = ${to} WHERE "divisionCode" = ${from}::char(6) AND NOT EXISTS (
        SELECT FROM watch o WHERE o."staffId" = w."staffId" AND o.kind = w.kind AND o."divisionCode" = ${to}::char(6)) RETURNING "staffId" AS id`,
      'staff',
    ),
    await move(
      'saved-search',
      Prisma.sql`
        UPDATE saved_search SET query = regexp_replace(query, ${`(^|&)(cityCode|districtCode)=${from}(?=&|$)`}, ${`\\1\\2=${to}`})
        WHERE query ~ ${`(^|&)(cityCode|districtCode)=${from}(&|$)`} RETURNING id`,
    ),
  ]
  return moved.reduce((sum, count) => sum + count, 0)
}
