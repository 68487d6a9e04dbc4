/** Distribution of the machines over the country: each district with its share. */
import { readDivisions } from '@/prisma/seed/divisions'

/** Shares of cities in thousandths, by the first four digits of the code; other cities divide the remainder. */
const CITY_SHARES: Record<string, number> = {
  '3101': 38,
  '1101': 34,
  '5001': 30,
  '4401': 28,
  '5101': 28,
  '3205': 24,
  '4201': 22,
  '4403': 22,
  '3301': 20,
  '3702': 17,
  '1201': 17,
  '4101': 17,
  '6101': 16,
  '3201': 16,
  '4301': 15,
  '3302': 15,
  '1302': 14,
  '3401': 13,
  '3701': 13,
  '4406': 12,
  '4419': 12,
  '1301': 12,
  '3501': 10,
  '3303': 10,
  '2101': 10,
  '3505': 9,
  '5301': 9,
  '3203': 9,
  '3707': 8,
  '3713': 8,
  '2102': 8,
  '4501': 8,
  '3601': 7,
  '5201': 7,
  '6501': 6,
  '1401': 6,
  '2201': 6,
  '2301': 6,
}

/** A city without machines, and one with a single machine: edge cases for lists and figures. */
const EMPTY_CITY = '4603'
const SINGLE_CITY = '6327'

export type Place = {
  districtCode: string
  /** As in the column of the machine; 110100 is the city code of 东城区, though it is no division. */
  cityCode: string
  name: string
  cityName: string
  weight: number
}

/** Places with machines, by code. Within a city the first districts are urban and have more, the last are rural. */
export function places(): Place[] {
  const divisions = readDivisions()
  const names = new Map(divisions.map(({ code, name }) => [code, name]))
  const leaves = divisions.filter(({ leaf, code }) => leaf && !/^(71|81|82)/.test(code))
  const cities = new Map<string, typeof leaves>()
  for (const leaf of leaves) {
    const city = leaf.code.slice(0, 4)
    cities.set(city, [...(cities.get(city) ?? []), leaf])
  }
  const others = [...cities.keys()].filter((city) => !(city in CITY_SHARES)).length
  const remainder = 1000 - Object.values(CITY_SHARES).reduce((sum, share) => sum + share, 0)
  return [...cities].flatMap(([city, districts]) => {
    if (city === EMPTY_CITY || city === SINGLE_CITY) return []
    // 0.4 to 1.6 times the mean, the same in every run.
    const share = CITY_SHARES[city] ?? (remainder / others) * (0.4 + (Number(city) % 13) / 10)
    const parts = districts.map((_, index) => 3 / (index + 3))
    const total = parts.reduce((sum, part) => sum + part, 0)
    return districts.map(({ code, name }, index) => ({
      districtCode: code,
      cityCode: `${city}00`,
      name,
      cityName: names.get(`${city}00`) ?? names.get(`${city.slice(0, 2)}0000`) ?? name,
      weight: (share * (parts[index] ?? 0)) / total,
    }))
  })
}

/** The district of the city with a single machine. */
export function singlePlace(): string {
  const found = readDivisions().find(({ code, leaf }) => leaf && code.startsWith(SINGLE_CITY))
  if (!found) throw new Error(`no district in ${SINGLE_CITY}00`)
  return found.code
}
