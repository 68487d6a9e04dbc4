import { z } from 'zod'
import { readRows } from '@/lib/server/database/db'
import { Prisma } from '@/prisma/client'
import { alikePattern } from '../../rules/alike'
import { placeConditions } from './area'
import { machineConditions } from './conditions'
import type { SearchScope } from './plan'
import { all, literal, opaque } from './sql'

const OFFERED = 3
const foundCode = z.object({ code: z.string() })

/** Machines whose codes are read: a code that is in hundreds of them is a model, and one of these is enough. */
const READ = 200

/**
 * Codes of machines in the area to offer in place of one that no machine has: those that differ from it only where a
 * letter looks like a digit. Never searched for unless the officer chooses one.
 * @returns none for a part so short that it would be in any code
 */
export async function findAlike({ area, filter }: SearchScope, part: string): Promise<string[]> {
  const pattern = alikePattern(part)
  if (pattern === null) return []
  const { conditions } = await placeConditions(area)
  const like = Prisma.sql`m."searchText" ~ ${opaque(pattern, 'text')}`
  const rows = await readRows(foundCode)`
    SELECT found.code FROM (
      SELECT substring(m."searchText" FROM ${pattern}) AS code FROM machine m
      WHERE ${all([like, ...conditions, ...machineConditions(filter)])} LIMIT ${literal(READ)}) found
    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${literal(OFFERED)}`
  return rows.map(({ code }) => code)
}
