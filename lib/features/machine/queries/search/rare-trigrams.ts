import { z } from 'zod'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'

/** Enough to distinguish a model's letters, in every tenth machine, from rare digits. */
const SAMPLE_SIZE = 4_000
const sampleRow = z.object({ text: z.string() })
/** Frequencies change over years. */
const CACHED_MS = 24 * 3_600_000

type Counts = ReadonlyMap<string, number>
let cached: { counts: Promise<Counts>; until: number } | undefined

/**
 * The trigrams of a part of a code that the fewest machines have, rarest first. The index has a list of machines for each
 * trigram and reads every list in a condition to its end: two rare ones find as much as all of them, for a third of the
 * work.
 */
export async function rareTrigrams(part: string, count: number): Promise<string[]> {
  const trigrams = trigramsOf(part)
  if (trigrams.length <= count) return trigrams
  const counts = await frequencies()
  // Among equals the outermost: they overlap least, so fewer machines contain both by chance.
  const outermostFirst = trigrams.toSorted(
    (a, b) => distanceFromMiddle(b, part) - distanceFromMiddle(a, part),
  )
  return outermostFirst.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0)).slice(0, count)
}

function trigramsOf(text: string): string[] {
  const characters = [...text]
  return [...new Set(characters.slice(2).map((_, index) => characters.slice(index, index + 3).join('')))]
}

function distanceFromMiddle(trigram: string, part: string): number {
  return Math.abs(part.indexOf(trigram) - (part.length - 3) / 2)
}

/** How many machines of a sample contain each trigram. Read once a day by each process. */
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
  const rows = await rowsOf(db(), sampleRow)`
    SELECT m."searchText" AS text FROM machine m TABLESAMPLE SYSTEM ((
      SELECT least(100, 100.0 * ${SAMPLE_SIZE}::int / greatest(c.reltuples, 1)) FROM pg_class c WHERE c.oid = 'machine'::regclass))
    LIMIT ${SAMPLE_SIZE}::int`
  const counts = new Map<string, number>()
  for (const { text } of rows)
    for (const trigram of trigramsOf(text)) counts.set(trigram, (counts.get(trigram) ?? 0) + 1)
  return counts
}
