import { z } from 'zod'
import { fieldError } from '@/lib/core/app-error'
import { areaLevel } from '@/lib/core/area'
import { readRows } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import type { SearchWord } from '../../rules/search-text'
import { areaParts } from './area'
import { brandBegins, collectedByBrand } from './by-brand'
import { categoriesNamed } from './by-category'
import { codeContains, collectedByCode } from './by-code'
import { collectedByName, FREQUENT, ownerContains, rarestFirst } from './by-name'
import { type Extent, type Plan, type SearchScope, sortedPlan } from './plan'
import { all, containing, literal, oneOf, opaque } from './sql'

type Word = SearchWord & {
  /** Categories that it names. */
  categories: string[]
  /** Machines read when it leads, up to a limit; null: no index finds it. */
  cost: number | null
}

/**
 * Words that must all fit, each as anything that a machine or its owner is called. The word that the fewest machines are
 * likely to have is found by its indexes, the others are conditions on these machines. A maker or the name of a machine
 * has no index: it can only be a condition.
 * @returns null when no machine can match
 * @throws AppError INVALID on `q` for words that would have too much of the country read
 */
export async function planByWords(
  words: readonly SearchWord[],
  scope: SearchScope,
  extent: Extent,
): Promise<Plan | null> {
  const weighed = await Promise.all(words.map((word) => weigh(word, scope)))
  const possible = weighed.filter(({ cost }) => cost !== null)
  const [lead] = possible.toSorted((a, b) => (a.cost ?? 0) - (b.cost ?? 0))
  if (!lead) return null
  const rest = weighed.filter((word) => word !== lead)
  if (areaLevel(scope.area) === 'COUNTRY') requireKnown(lead, rest)
  const others = rest.map(fits)
  const branches = await branchesOf(lead, { ...scope, words: others }, extent.collected)
  const collected = Prisma.join(
    branches.map((branch) => Prisma.sql`(${branch})`),
    ' UNION ',
  )
  return {
    ...sortedPlan(collected, scope.order, extent),
    condition: all([fits(lead), ...others]),
    everywhere: true,
  }
}

/**
 * Beside a frequent word, one that is no owner, brand or category has every machine of the frequent one read.
 * @throws AppError INVALID on `q`
 */
function requireKnown(lead: Word, rest: readonly Word[]): void {
  const unknown = rest.find(({ cost, categories, part }) => cost === null && categories.length === 0 && !part)
  if ((lead.cost ?? 0) >= FREQUENT && unknown)
    throw fieldError('q', `全国没有所有者或品牌叫“${unknown.key}”；要按机械名称或厂家查找，请先选择省市`)
}

const found = z.object({ count: z.int() })

/** A code with digits is rarest; of other words the machines are counted, as far as it takes to compare them. */
async function weigh(word: SearchWord, scope: SearchScope): Promise<Word> {
  const { key, grams, coded, long } = word
  if (coded && long) return { ...word, categories: [], cost: 1 / key.length }
  const categories = grams.length > 0 ? (await categoriesNamed(key)).codes : []
  if (grams.length === 0) return { ...word, categories, cost: null }
  const { rarest, name } = await rarestFirst({ key, grams }, scope)
  const count = rarest + (await countBrand(key, scope.area)) + (long ? FREQUENT : 0)
  return { ...word, grams: name.grams, categories, cost: count === 0 ? null : count }
}

/** Machines of a brand in an area, up to FREQUENT. */
async function countBrand(key: string, area: string): Promise<number> {
  const conditions = [...(await areaParts(area)), brandBegins(key)]
  const [row] = await readRows(found)`
    SELECT count(*)::int AS count FROM (SELECT FROM machine m WHERE ${all(conditions)} LIMIT ${literal(FREQUENT)}) f`
  return row?.count ?? 0
}

/** A statement for each index that finds the word. */
async function branchesOf(word: Word, scope: SearchScope, cap: number): Promise<Prisma.Sql[]> {
  const { part, coded, long } = word
  const codes = part !== null && long ? [await collectedByCode(part, scope, { collected: cap })] : []
  if (coded && long) return codes
  return [...codes, await collectedByName(word, scope, cap), await collectedByBrand(word.key, scope, cap)]
}

/** The word as a condition on a machine `m`. */
function fits({ key, part, categories }: Word): Prisma.Sql {
  const pattern = opaque(containing(key), 'text')
  const called = ['brand', 'manufacturer', 'name'].map(
    (field) => Prisma.sql`name_key(m.content #>> ${`{machine,${field}}`}::text[]) LIKE ${pattern}`,
  )
  return Prisma.sql`(${Prisma.join(
    [
      ...(categories.length > 0 ? [oneOf(Prisma.sql`m."categoryCode"`, categories, 'text')] : []),
      ...(part === null ? [] : [codeContains(part)]),
      ...called,
      ownerContains(key),
    ],
    ' OR ',
  )})`
}
