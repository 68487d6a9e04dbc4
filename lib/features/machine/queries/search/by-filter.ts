import { z } from 'zod'
import { areaLevel } from '@/lib/core/area'
import { readRows } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { type MachineFilter, valuesOf } from '../../schema/search'
import { citiesOf } from './area'
import { planByPower } from './by-power'
import { hasOwnConditions, hasPower, machineConditions } from './conditions'
import type { Extent, Hits, Plan, SearchScope } from './plan'
import { all } from './sql'
import { hasSums, sumConditions, sumsTable, totalOf } from './total'
import { walkArea, walkKinds } from './walk'

const totalRow = z.object({ total: z.int() })

/** Up to this many machines of a wide area are read by the kinds that have any, instead of day by day until enough match. */
const FEW = 2_500

/**
 * A search without text: area and filters alone. In a wide area rare machines lie days apart, so the sums are read first
 * to choose the shorter index.
 * @returns null when no machine matches
 */
export async function planByFilter(scope: SearchScope, extent: Extent): Promise<Plan | null> {
  const { area, filter } = scope
  if (hasPower(filter)) return planByPower(scope, extent)
  const counted = totalOf(area, filter)
  if (extent.everything || !isWide(area) || !hasOwnConditions(filter) || !hasSums(filter))
    return { collected: null, ...(await hitsInOrder(scope, extent)), ...counted }
  const [{ total } = { total: 0 }] = await readRows(totalRow)`SELECT (${counted.total})::int AS total`
  if (total === 0) return null
  const hits = total <= FEW ? await hitsOfFew(scope, extent) : await hitsInOrder(scope, extent)
  return { collected: null, ...hits, total, cap: counted.cap }
}

function isWide(area: string): boolean {
  const level = areaLevel(area)
  return level === 'PROVINCE' || level === 'COUNTRY'
}

async function hitsInOrder(scope: SearchScope, { rows }: Extent): Promise<Hits> {
  const { area, filter, order } = scope
  const [categories, stages] = [valuesOf(filter.categoryCode), valuesOf(filter.stage)]
  const conditions = machineConditions(filter)
  const level = areaLevel(area)
  // One category and one stage of a city are one stretch of the index.
  const severalInCity = level === 'CITY' && (categories.length > 1 || stages.length !== 1)
  const byKind = order.column === 'registeredAt' && (level === 'PROVINCE' || severalInCity)
  if (!byKind || categories.length === 0) return walkArea(scope, conditions, rows)
  return { hits: walkKinds(kindsOf(await citiesOf(area), categories, stages), conditions, order, rows) }
}

async function hitsOfFew({ area, filter, order }: SearchScope, { rows }: Extent): Promise<Hits> {
  const kinds = kindsWith(await citiesOf(area), filter)
  return { hits: walkKinds(kinds, machineConditions(filter), order, rows) }
}

/** Every first character of a number, issued here or by an older register. */
const STAGES = Prisma.raw(`(VALUES ${[...'0123456DX'].map((stage) => `('${stage}'::char(1))`).join(', ')})`)

/**
 * Categories, with some stages or all, in each of the cities, as rows (cityCode, categoryCode, emissionStage): a rare one is
 * found without scanning all days of a city. The stages are literals: for a list of unknown length PostgreSQL assumes
 * ten rows and replans at every call.
 */
function kindsOf(
  cities: readonly string[],
  categories: readonly string[],
  stages: readonly string[],
): Prisma.Sql {
  const rows = (values: readonly string[], type: 'char(1)' | 'text') =>
    Prisma.sql`(VALUES ${Prisma.join(values.map((value) => Prisma.sql`(${value}::${Prisma.raw(type)})`))})`
  return Prisma.sql`
    SELECT part.code, c.category, s.stage
    FROM unnest(${[...cities]}::char(6)[]) part (code), ${rows(categories, 'text')} c (category),
      ${stages.length === 0 ? STAGES : rows(stages, 'char(1)')} s (stage)`
}

/**
 * The kinds of machines passing the filter that occur in the cities, from the sums of the figures, including the
 * differences not folded in yet.
 */
function kindsWith(cities: readonly string[], filter: MachineFilter): Prisma.Sql {
  const passes = all(sumConditions(filter))
  return Prisma.sql`
    SELECT s."areaCode", s."categoryCode", s."emissionStage" FROM ${sumsTable(filter)} s
    WHERE s."areaCode" = ANY(${[...cities]}::char(6)[]) AND ${passes} AND s.count > 0
    UNION
    SELECT (left(s."districtCode", 4) || '00')::char(6), s."categoryCode", s."emissionStage" FROM machine_delta s
    WHERE (left(s."districtCode", 4) || '00')::char(6) = ANY(${[...cities]}::char(6)[]) AND ${passes}`
}
