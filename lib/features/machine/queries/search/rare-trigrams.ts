import { z } from 'zod'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'

/** Enough to tell a model's letters, in every tenth machine, from digits that few share. */
const SAMPLED = 4_000
const sampled = z.object({ text: z.string() })
/** What is frequent changes over years. */
const CACHED_MS = 24 * 3_600_000

type Counts = ReadonlyMap<string, number>
let cached: { counts: Promise<Counts>; until: number } | undefined

/**
 * Of each three neighbouring characters in a part of a code, those that the fewest machines have, rarest first. The index
 * holds a list of machines for each, and reads to its end every list that a condition names: two rare ones find as much
 * as all together, for a third of the work.
 */
export async function rareTrigrams(part: string, most: number): Promise<string[]> {
  const trigrams = trigramsOf(part)
  if (trigrams.length <= most) return trigrams
  const counts = await frequencies()
  // Among equals the outermost: they overlap least, so that fewer machines have both by chance.
  const outermostFirst = trigrams.toSorted((a, b) => depth(b, part) - depth(a, part))
  return outermostFirst.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0)).slice(0, most)
}

function trigramsOf(text: string): string[] {
  const characters = [...text]
  return [...new Set(characters.slice(2).map((_, at) => characters.slice(at, at + 3).join('')))]
}

/** How far from the middle of the part. */
function depth(trigram: string, part: string): number {
  return Math.abs(part.indexOf(trigram) - (part.length - 3) / 2)
}

/** In how many of some thousand machines each three characters occur. Read once a day by each process. */
function frequencies(): Promise<Counts> {
  if (cached && cached.until > Date.now()) return cached.counts
  const counts = countSample().catch((error) => {
    cached = undefined
    throw error
  })
  cached = { counts, until: Date.now() + CACHED_MS }
  return counts
}

async function countSample(): Promise<Counts> {
  const rows = await rowsOf(db(), sampled)`
    SELECT m."searchText" AS text FROM machine m TABLESAMPLE SYSTEM ((
      SELECT least(100, 100.0 * ${SAMPLED}::int / greatest(c.reltuples, 1)) FROM pg_class c WHERE c.oid = 'machine'::regclass))
    LIMIT ${SAMPLED}::int`
  const counts = new Map<string, number>()
  for (const { text } of rows)
    for (const trigram of trigramsOf(text)) counts.set(trigram, (counts.get(trigram) ?? 0) + 1)
  return counts
}
