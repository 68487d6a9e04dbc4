import type { StaffActor } from '@/lib/core/actor'
import { areaContains, areaFilter, areaLevel, cityOf, provinceOf } from '@/lib/core/area'
import { areaSql } from '@/lib/server/database/area-sql'
import { db } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import type { MachineFilter } from '../../schema/search'
import { opaque } from './sql'

type RequestedArea = Pick<MachineFilter, 'provinceCode' | 'cityCode' | 'districtCode'>

/**
 * The area to search: the smallest of the requested areas and the officer's own.
 * @returns null when they do not overlap: such a search finds nothing, as in every other list
 */
export function searchArea(actor: StaffActor, requested: RequestedArea): string | null {
  const { provinceCode, cityCode, districtCode } = requested
  let area = actor.divisionCode
  for (const code of [provinceCode, cityCode, districtCode]) {
    if (code === undefined) continue
    if (areaContains(area, code)) area = code
    else if (!areaContains(code, area)) return null
  }
  return area
}

/** Areas that together make up an area, each with its rows in order in one index. */
export type Parts = { column: 'districtCode' | 'cityCode' | 'provinceCode'; codes: string[] }

/** The fewest parts possible: one district, city or province, or all provinces. */
export async function widestParts(area: string): Promise<Parts> {
  const level = areaLevel(area)
  if (level === 'DISTRICT') return { column: 'districtCode', codes: [area] }
  if (level === 'CITY') return { column: 'cityCode', codes: [area] }
  if (level === 'PROVINCE') return { column: 'provinceCode', codes: [area] }
  const { provinces } = await areas()
  return { column: 'provinceCode', codes: provinces }
}

/** The cities of an area; for a district its own city, whose rows `districtCondition` then filters. */
export async function citiesOf(area: string): Promise<string[]> {
  const level = areaLevel(area)
  if (level === 'CITY') return [area]
  if (level === 'DISTRICT') return [cityOf(area)]
  const { cities } = await areas()
  return cities.filter((city) => areaContains(area, city))
}

/** The condition that narrows a city's rows to a district; none for wider areas, which consist of whole cities. */
export function districtCondition(area: string): Prisma.Sql[] {
  return areaLevel(area) === 'DISTRICT' ? [Prisma.sql`m."districtCode" = ${opaque(area, 'char(6)')}`] : []
}

/** The conditions that a machine `m` is in an area: by city if the area has only one, since indexes start with the city. */
export async function placeConditions(
  area: string,
): Promise<{ inOneCity: boolean; conditions: Prisma.Sql[] }> {
  const [only, ...more] = await citiesOf(area)
  if (only === undefined || more.length > 0)
    return { inOneCity: false, conditions: [areaSql(areaFilter(area), 'm')] }
  const city = Prisma.sql`m."cityCode" = ${opaque(only, 'char(6)')}`
  return { inOneCity: true, conditions: [city, ...districtCondition(area)] }
}

/** The conditions that a machine `m` is in an area, by its cities, for indexes that start with the city. */
export async function areaParts(area: string): Promise<Prisma.Sql[]> {
  const [only, ...more] = await citiesOf(area)
  if (only !== undefined && more.length === 0)
    return [Prisma.sql`m."cityCode" = ${opaque(only, 'char(6)')}`, ...districtCondition(area)]
  return [Prisma.sql`m."cityCode" = ANY(${only === undefined ? [] : [only, ...more]}::char(6)[])`]
}

/**
 * Full names of the districts of a district's or city's machines, by code; null for wider areas. Looking them up in the
 * database row by row would cost an eighth of a page.
 */
export async function districtNames(area: string): Promise<Record<string, string> | null> {
  const level = areaLevel(area)
  if (level !== 'CITY' && level !== 'DISTRICT') return null
  const { districts } = await areas()
  return districts.get(area.slice(0, 4)) ?? {}
}

type Areas = {
  cities: string[]
  provinces: string[]
  /** By the first four digits of the city's code. */
  districts: Map<string, Record<string, string>>
}
let cached: Promise<Areas> | undefined

/**
 * Every city and province that a machine can be in. Divisions change with a release only, so a process reads them once.
 * A city is a value of the cityCode column: 110100 is the city of 东城区 without being a division.
 */
function areas(): Promise<Areas> {
  cached ??= readAreas().catch((error) => {
    cached = undefined
    throw error
  })
  return cached
}

async function readAreas(): Promise<Areas> {
  const rows = await db().division.findMany({
    where: { OR: [{ level: { gte: 2 } }, { leaf: true }] },
    select: { code: true, fullName: true },
    orderBy: { code: 'asc' },
  })
  const districts = new Map<string, Record<string, string>>()
  for (const { code, fullName } of rows) {
    const city = code.slice(0, 4)
    districts.set(city, { ...districts.get(city), [code]: fullName })
  }
  const cities = [...districts.keys()].map((city) => `${city}00`)
  return { cities, provinces: [...new Set(cities.map(provinceOf))], districts }
}
