import { Prisma } from '@/prisma/client'
import type { SearchText } from '../../rules/search-text'
import { codeContains, collectedByCode, planByCode } from './by-code'
import { collectedByName, type Name, ownerContains, rarestFirst } from './by-name'
import { type Extent, type Plan, type SearchScope, sortedPlan } from './plan'

type Letters = Extract<SearchText, { meaning: 'LETTERS' }>

/**
 * Latin letters, which may belong to an owner's name or to a code. If no owner's name in the area contains them, only
 * codes are searched; a part too short for the index of codes is searched in names only.
 * @returns null when no machine can match
 */
export async function planByLetters(
  { key, grams, part }: Letters,
  scope: SearchScope,
  extent: Extent,
): Promise<Plan | null> {
  const { rarest, name } = extent.everything
    ? { rarest: null, name: { key, grams } }
    : await rarestFirst({ key, grams }, scope)
  if (rarest === 0) return part === null ? null : planByCode(part, scope, extent)
  const collected = await collectedByEither(name, part, scope, extent)
  return { ...sortedPlan(collected, scope.order, extent), condition: eitherContains(key, part) }
}

async function collectedByEither(
  name: Name,
  part: string | null,
  scope: SearchScope,
  extent: Extent,
): Promise<Prisma.Sql> {
  const named = await collectedByName(name, scope, extent.collected)
  if (part === null) return named
  return Prisma.sql`(${await collectedByCode(part, scope, extent)}) UNION (${named})`
}

function eitherContains(key: string, part: string | null): Prisma.Sql {
  const named = ownerContains(key)
  return part === null ? named : Prisma.sql`(${codeContains(part)} OR ${named})`
}
