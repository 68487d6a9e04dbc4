import { cityOf } from '@/lib/core/area'
import { divisionKey } from './names'
import { type DivisionFacts, type FormerDivision, type Place, type PresentDivision, placesOf } from './places'

/** `formerName`: the former division, if the text named one; `doubt`: what an officer should check. */
export type FoundDivision =
  | { code: string; formerName: string | null; doubt: string | null }
  | { fault: string }

/**
 * Finds the present district that a text refers to.
 * @param text a code of 6, 9 or 12 digits (its first six count), a name in any usual spelling, or both
 * @param on the day (2019-04-18) or month of the text: the code may have belonged to another place then
 */
export type DivisionFinder = (text: string, on?: string) => FoundDivision

const CODE = /^(\d{6})(?:\d{3}|\d{6})?$/
const CODE_AND_NAME = /^(\d{6})(?:\d{3}|\d{6})?(?!\d)(.+)$/
const NAME_AND_CODE = /^(\D+)(\d{6})(?:\d{3}|\d{6})?$/
/** At most this many candidates are named in a message. */
const NAMED = 6
const TOWN = /(?:镇|乡|街道|街道办事处|苏木)$/
const NOTHING = { fault: '没有这个区县，应为 6 位区划代码或省市区名称' }
/** Cached results: districts × months of a large file. */
const MAX_CACHED = 50_000

/** @returns a finder over these divisions; it caches results, since a file repeats few districts */
export function divisionFinder(facts: DivisionFacts): DivisionFinder {
  const places = placesOf(facts)
  const divided = new Map(facts.divided.map((each) => [each.code, each]))
  const cache = new Map<string, FoundDivision>()

  const nameOf = (code: string) => places.byCode.get(code)?.fullName ?? code
  const list = (codes: readonly string[]) => {
    const named = codes.slice(0, NAMED).map((code) => `${nameOf(code)}（${code}）`)
    return codes.length > NAMED ? `${named.join('、')} 等 ${codes.length} 处` : named.join('、')
  }

  function present({ code, leaf, fullName }: PresentDivision): FoundDivision {
    if (leaf) return { code, formerName: null, doubt: null }
    const below = facts.present.filter(({ parentCode }) => parentCode === code)
    return {
      fault: `“${fullName}”之下还有区县，请写到区县，如 ${list(below.slice(0, 3).map((each) => each.code))}`,
    }
  }

  function former(division: FormerDivision, fullName: string): FoundDivision {
    const formerName = `${fullName}（${division.code}）`
    const [first, ...more] = division.successors
    const successor = first === undefined ? undefined : places.byCode.get(first)
    if (!successor) return { fault: `${formerName}已撤销，今属哪个区县没有可靠依据，请写今天的区县` }
    if (more.length > 0)
      return {
        fault: `${formerName}已撤销，区域分属 ${list(division.successors)}，请按机械所在地写今天的区县`,
      }
    if (!successor.leaf) return present(successor)
    return { code: successor.code, formerName, doubt: null }
  }

  const ofPlace = (place: Place): FoundDivision =>
    place.present ? present(place.present) : former(place.former, place.fullName)

  function byCode(code: string, on: string | undefined): FoundDivision {
    const now = places.byCode.get(code)
    const before = places.formerByCode.get(code) ?? []
    if (now) {
      const other = before.find(
        (each) => on && on.slice(0, 7) < each.former.gone && !each.former.successors.includes(code),
      )
      if (!other) return present(now)
      return {
        fault: `代码 ${code} 今为 ${now.fullName}，${other.former.gone.slice(0, 4)} 年以前为 ${other.fullName}，请改写为区县名称`,
      }
    }
    const then = [...before].reverse().find((each) => on && on.slice(0, 7) < each.former.gone)
    const place = then ?? before[0]
    if (place) return ofPlace(place)
    const zone = facts.zones.find((each) => each.code === code)
    if (zone) return ofZone(zone)
    // GB/T 2260 gives each city's 市辖区 the number 01: for a city without districts it means the city.
    const city = code.endsWith('01') ? places.byCode.get(cityOf(code)) : undefined
    return city ? present(city) : { fault: `没有区划代码 ${code}，请核对，或改写为省市区名称` }
  }

  function ofZone({ name, parts }: { name: string; parts: readonly string[] }): FoundDivision {
    return { fault: `${name}不是行政区划，涉及 ${list(parts)}，请按机械所在地写区县` }
  }

  function matches(key: string, index: ReadonlyMap<string, Place[]>): Place[] {
    const found: Place[] = []
    for (let start = 0; start < key.length; start += 1) {
      const before = key.slice(0, start)
      for (const place of index.get(key.slice(start)) ?? []) if (place.leading.has(before)) found.push(place)
    }
    return found
  }

  /**
   * All places that a name may mean. A present division replaces a former one of that name in the same city (崇川区) and
   * its own predecessor (和县); elsewhere the former one was a different place (桥东区).
   */
  function named(key: string): Place[] {
    const exact = matches(key, places.exact)
    const found = exact.length > 0 ? exact : matches(key, places.short)
    const here = found.flatMap(({ present: is, code }) => (is ? code : []))
    return found.filter(({ former: was, code }) => {
      const isHere = (each: string) => each.slice(0, 4) === code.slice(0, 4) || was?.successors.includes(each)
      return !(was && here.some(isHere))
    })
  }

  function byName(key: string): FoundDivision {
    const found = named(key)
    const answers = found.map(ofPlace)
    const [only] = answers
    if (!only) return withTown(key)
    if (new Set(answers.map((answer) => ('code' in answer ? answer.code : answer.fault))).size === 1)
      return only
    const words = found
      .slice(0, NAMED)
      .map(({ fullName, code, present: is }) => `${is ? '' : '原'}${fullName}（${code}）`)
    const more = found.length > NAMED ? ` 等 ${found.length} 处` : ''
    return { fault: `名称不止一处：${words.join('、')}${more}，请写上省和市` }
  }

  /** 东莞市长安镇, 北京市东城区东华门街道: the district alone decides, the town is ignored. */
  function withTown(key: string): FoundDivision {
    const zone = facts.zones.find(({ name }) => key.endsWith(name))
    if (zone) return ofZone(zone)
    for (let end = key.length - 2; end > 1; end -= 1) {
      const above = matches(key.slice(0, end), places.exact)
      const isLeafCity = above.some(({ present: is, code }) => is?.leaf && code.endsWith('00'))
      if (above.length > 0 && (isLeafCity || TOWN.test(key.slice(end)))) return byName(key.slice(0, end))
    }
    return NOTHING
  }

  function both(code: string, name: string, on: string | undefined): FoundDivision {
    const found = byCode(code, on)
    if ('fault' in found) return found
    const agrees = named(name).some((place) => {
      const answer = ofPlace(place)
      return place.code === code || ('code' in answer && answer.code === found.code)
    })
    return agrees ? found : { fault: `代码 ${code} 是 ${nameOf(found.code)}，与名称不符` }
  }

  function find(text: string, on: string | undefined): FoundDivision {
    const key = divisionKey(text)
    const [, code] = CODE.exec(key) ?? []
    if (code) return byCode(code, on)
    const [, before, name] = CODE_AND_NAME.exec(key) ?? []
    if (before && name) return both(before, name, on)
    const [, names, after] = NAME_AND_CODE.exec(key) ?? []
    return names && after ? both(after, names, on) : byName(key)
  }

  function withDoubt(found: FoundDivision, on: string | undefined): FoundDivision {
    const parting = 'code' in found ? divided.get(found.code) : undefined
    if (!parting || 'fault' in found || !on || on.slice(0, 4) > String(parting.year)) return found
    const doubt = `当时的${nameOf(found.code)}含今 ${list(parting.parts)} 的一部分，请核对`
    return { ...found, doubt }
  }

  return (text, on) => {
    const key = `${on?.slice(0, 7) ?? ''} ${text}`
    const cached = cache.get(key)
    if (cached) return cached
    const found = withDoubt(find(text, on), on)
    if (cache.size > MAX_CACHED) cache.clear()
    cache.set(key, found)
    return found
  }
}
