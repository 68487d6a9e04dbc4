import { z } from 'zod'
import { readRows } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { alikePattern } from '../../rules/alike'
import { placeConditions } from './area'
import { machineConditions } from './conditions'
import type { SearchScope } from './plan'
import { all, literal, opaque } from './sql'

const MAX_SUGGESTIONS = 3
const foundCode = z.object({ code: z.string() })

/** Limit of machines read: a code that hundreds of machines share is a model, and one of them is enough. */
const MAX_MACHINES = 200

/**
 * Suggests codes of machines in the area for a code that no machine has: those that differ only by look-alike letters and
 * digits. They are not searched for until the officer chooses one.
 * @returns none for a part so short that it would occur in any code
 */
export async function findAlike({ area, filter }: SearchScope, part: string): Promise<string[]> {
  const pattern = alikePattern(part)
  if (pattern === null) return []
  const { conditions } = await placeConditions(area)
  const like = Prisma.sql`m."searchText" ~ ${opaque(pattern, 'text')}`
  const rows = await readRows(foundCode)`
    SELECT found.code FROM (
      SELECT substring(m."searchText" FROM ${pattern}) AS code FROM machine m
      WHERE ${all([like, ...conditions, ...machineConditions(filter)])} LIMIT ${literal(MAX_MACHINES)}) found
    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${literal(MAX_SUGGESTIONS)}`
  return rows.map(({ code }) => code)
}
