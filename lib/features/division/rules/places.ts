import { cityOf, provinceOf } from '@/lib/core/area'
import { leadingForms, shortForms, stemOf, withoutNationality } from './names'

export type PresentDivision = {
  code: string
  name: string
  fullName: string
  parentCode: string | null
  leaf: boolean
}
/** A code with a name that it no longer has: abolished, renamed, or reassigned to another place. */
export type FormerDivision = {
  code: string
  name: string
  /** Months of the last edition with it and of the first without it; the legal date precedes the latter. */
  seen: string
  gone: string
  /** Codes of its area today; several: it was divided; none: unknown. Its own code: only the name changed. */
  successors: readonly string[]
}
/** A division that included a part of today's `parts` until the end of `year`. */
export type DividedDivision = { code: string; year: number; parts: readonly string[] }
/** 雄安新区: not a division of GB/T 2260, but written as one. */
export type Zone = { name: string; code: string | null; parts: readonly string[] }

export type DivisionFacts = {
  present: readonly PresentDivision[]
  former: readonly FormerDivision[]
  divided: readonly DividedDivision[]
  zones: readonly Zone[]
}

/** A present or former division, with every prefix that may be written before its name. */
export type Place = { code: string; fullName: string; leading: ReadonlySet<string> } & (
  | { present: PresentDivision; former: null }
  | { present: null; former: FormerDivision }
)
type FormerPlace = Extract<Place, { present: null }>
export type Places = {
  byCode: ReadonlyMap<string, PresentDivision>
  /** Former ones of a code, newest first. */
  formerByCode: ReadonlyMap<string, FormerPlace[]>
  /** By full name, and by shorter spellings. */
  exact: ReadonlyMap<string, Place[]>
  short: ReadonlyMap<string, Place[]>
}

/** Indexes every present and former division by all its spellings. About 4,000 places; built once per load. */
export function placesOf({ present, former }: DivisionFacts): Places {
  const byCode = new Map(present.map((division) => [division.code, division]))
  const names = new Map<string, string[]>()
  for (const { code, name } of [...present, ...former]) put(names, code, name)
  const exact = new Map<string, Place[]>()
  const short = new Map<string, Place[]>()
  const formerByCode = new Map<string, FormerPlace[]>()
  const add = (name: string, place: Place, cities: readonly string[]) => {
    put(exact, name, place)
    const plain = withoutNationality(name)
    if (plain) put(exact, plain, place)
    for (const form of shortForms(name, cities)) put(short, form, place)
  }
  for (const division of present) {
    if (division.code === '000000') continue
    const { code, fullName } = division
    const cities = citiesAbove([code], names)
    add(
      division.name,
      { code, fullName, present: division, former: null, leading: leading(code, cities, names) },
      cities,
    )
  }
  for (const division of former) {
    const { code, name, successors } = division
    // 济南市莱城区 means the former 莱芜市莱城区; 马鞍山市和县 means the present one.
    const moved = successors.filter((successor) => !names.get(successor)?.includes(name))
    const cities = code === cityOf(code) ? [] : citiesAbove([code, ...moved], names)
    const fullName = formerFullName(division, names)
    const place: FormerPlace = {
      code,
      fullName,
      present: null,
      former: division,
      leading: leading(code, cities, names),
    }
    add(name, place, cities)
    put(formerByCode, code, place)
  }
  for (const list of formerByCode.values()) list.sort((a, b) => b.former.gone.localeCompare(a.former.gone))
  return { byCode, formerByCode, exact, short }
}

function put<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Codes of the four municipalities begin so: each is province and city in one. */
const MUNICIPALITY = /^(11|12|31|50)/

/** Names, present and former, of the cities that these districts lie in. */
function citiesAbove(codes: readonly string[], names: ReadonlyMap<string, string[]>): string[] {
  return codes.flatMap((code) => (cityOf(code) === code ? [] : (names.get(cityOf(code)) ?? [])))
}

function leading(code: string, cities: readonly string[], names: ReadonlyMap<string, string[]>): Set<string> {
  if (code === provinceOf(code)) return new Set([''])
  const provinces = (names.get(provinceOf(code)) ?? []).flatMap(leadingForms)
  // 北京市北京市东城区, 重庆市县秀山县: a municipality is its own city, and 县 its second level in the code.
  const municipal = MUNICIPALITY.test(code) ? [...provinces, '县'] : []
  const above = [...new Set(['', ...municipal, ...cities.flatMap(leadingForms)])]
  return new Set(provinces.flatMap((province) => above.map((city) => `${province}${city}`)))
}

function formerFullName({ code, name }: FormerDivision, names: ReadonlyMap<string, string[]>): string {
  const province = names.get(provinceOf(code))?.[0]
  const city = code === cityOf(code) ? undefined : names.get(cityOf(code))?.[0]
  return [province, city, name].filter((part) => part !== undefined).join(' ')
}

/** The only present division of the same city with the same stem: 密云区 for 密云县. Null when none or several. */
export function namesake(
  { code, name }: { code: string; name: string },
  present: readonly { code: string; name: string }[],
): string | null {
  const cityPrefix = MUNICIPALITY.test(code) ? code.slice(0, 2) : code.slice(0, 4)
  const isCity = code.endsWith('00')
  const found = present.filter(
    (each) =>
      each.code.startsWith(cityPrefix) &&
      each.code.endsWith('00') === isCity &&
      stemOf(each.name) === stemOf(name),
  )
  return found.length === 1 ? (found[0]?.code ?? null) : null
}
