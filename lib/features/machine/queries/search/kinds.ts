import { Prisma } from '@/prisma/client'
import type { MachineFilter } from '../../schema/search'
import { all } from './conditions'
import { sumConditions } from './total'

/** Every character that a number may begin with, issued or read. */
const STAGES = Prisma.raw(`(VALUES ${[...'0123456DX'].map((stage) => `('${stage}'::char(1))`).join(', ')})`)

/**
 * A category, with one stage or all, in each of the cities, as rows (cityCode, categoryCode, emissionStage): where it is
 * rare, the days of a whole city need not be walked. The stages are no list of the program's: of a list whose length it
 * does not know, PostgreSQL thinks ten, and plans anew at every call.
 */
export function kindsOf(
  cities: readonly string[],
  categoryCode: string,
  stage: string | undefined,
): Prisma.Sql {
  const stages = stage ? Prisma.sql`(VALUES (${stage}::char(1)))` : STAGES
  return Prisma.sql`
    SELECT part.code, ${categoryCode}::text, s.stage
    FROM unnest(${[...cities]}::char(6)[]) part (code), ${stages} s (stage)`
}

/**
 * The kinds of which some city has machines that meet the filter, from the sums kept for the figures. What came since
 * and is not folded in yet is among them.
 */
export function kindsWith(cities: readonly string[], filter: MachineFilter): Prisma.Sql {
  const kept = all(sumConditions(filter))
  const table = Prisma.raw(filter.madeIn === undefined ? 'machine_stock' : 'machine_age')
  return Prisma.sql`
    SELECT s."areaCode", s."categoryCode", s."emissionStage" FROM ${table} s
    WHERE s."areaCode" = ANY(${[...cities]}::char(6)[]) AND ${kept} AND s.count > 0
    UNION
    SELECT (left(s."districtCode", 4) || '00')::char(6), s."categoryCode", s."emissionStage" FROM machine_delta s
    WHERE (left(s."districtCode", 4) || '00')::char(6) = ANY(${[...cities]}::char(6)[]) AND ${kept}`
}
