import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { z } from 'zod'
import { keyIdOf, openText, sealText } from '../ciphertext'
import type { Ring } from '../ring'
import { SEALED_TABLES, type SealedTable } from './sealed-tables'

/** Rows rewritten by one transaction: locked for some ten milliseconds. */
const BATCH = 500
/** Between two passes that found only locked rows. */
const LOCKED_MS = 200

/** A text that none of the keys opens, by its place. */
export type Unreadable = { column: string; row: string }
export type Rotated = { texts: number; unreadable: Unreadable[] }

const count = z.object({ texts: z.coerce.number() })

/** Texts of other keys than the writing one, in all tables. One that is missing (no job was ever queued) has none. */
export async function countStale(client: pg.Client, ring: Ring): Promise<number> {
  let total = 0
  for (const table of SEALED_TABLES) {
    if (!(await exists(client, table))) continue
    const sums = table.texts.map(({ read }) => `count(*) FILTER (WHERE ${isStale(read, ring)})`).join(' + ')
    const { rows } = await client.query(
      `SELECT ${sums} AS texts FROM ${table.name} t WHERE ${table.filter ?? 'TRUE'}`,
    )
    total += count.parse(rows[0]).texts
  }
  return total
}

async function exists(client: pg.Client, { name }: SealedTable): Promise<boolean> {
  const { rows } = await client.query('SELECT to_regclass($1) IS NOT NULL AS known', [name])
  return z.object({ known: z.boolean() }).parse(rows[0]).known
}

/** Ids of keys are letters, digits and a hyphen. */
function isStale(read: string, { writing }: Ring): string {
  return `(${read} IS NOT NULL AND ${read} NOT LIKE 'v2.${writing.id}.%')`
}

/**
 * Encrypts every text again that another key than the writing one has sealed, while others read and write: batches lock their
 * rows, pass over rows that are locked by others and come back for them, so they wait for nobody and nobody's newer text is
 * overwritten. Ended in the middle and called again, it goes on with what is left: each text names its key.
 * @param onTexts called after each batch with the number of texts rewritten by it
 * @returns the texts rewritten, and those that no key opens, which stay as they are
 */
export async function rotateTexts(
  client: pg.Client,
  ring: Ring,
  onTexts: (texts: number) => void = () => undefined,
): Promise<Rotated> {
  const unreadable = new Map<string, Unreadable>()
  let texts = 0
  for (;;) {
    let ofPass = 0
    for (const table of SEALED_TABLES) {
      if (!(await exists(client, table))) continue
      ofPass += await passOver(client, ring, table, unreadable, onTexts)
    }
    texts += ofPass
    if ((await countStale(client, ring)) <= unreadable.size) {
      return { texts, unreadable: [...unreadable.values()] }
    }
    // Rows that others have locked are left.
    if (ofPass === 0) await pause(LOCKED_MS)
  }
}

async function passOver(
  client: pg.Client,
  ring: Ring,
  table: SealedTable,
  unreadable: Map<string, Unreadable>,
  onTexts: (texts: number) => void,
): Promise<number> {
  let total = 0
  for (let after: string[] | null = null; ; ) {
    await client.query('BEGIN')
    try {
      const rows = await staleRows(client, ring, table, after)
      const written = await rewrite(client, ring, table, rows, unreadable)
      await client.query('COMMIT')
      total += written
      if (written > 0) onTexts(written)
      after = rows.at(-1)?.key ?? null
      if (rows.length < BATCH) return total
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    }
  }
}

const staleRow = z.object({
  key: z.array(z.string()),
  row: z.string(),
  texts: z.array(z.string().nullable()),
})
type StaleRow = z.output<typeof staleRow>

async function staleRows(
  client: pg.Client,
  ring: Ring,
  { name, key, row, filter, texts }: SealedTable,
  after: string[] | null,
): Promise<StaleRow[]> {
  const columns = key.map(({ column }) => `t."${column}"`)
  const values = key.map(({ type }, place) => `$${place + 1}::${type}`)
  const { rows } = await client.query(
    `SELECT ARRAY[${columns.map((column) => `${column}::text`)}] AS key, ${row} AS row,
       ARRAY[${texts.map(({ read }) => read)}] AS texts
     FROM ${name} t
     WHERE ${filter ?? 'TRUE'} AND (${texts.map(({ read }) => isStale(read, ring)).join(' OR ')})
       ${after ? `AND (${columns}) > (${values})` : ''}
     ORDER BY ${columns} LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED`,
    after ?? [],
  )
  return z.array(staleRow).parse(rows)
}

async function rewrite(
  client: pg.Client,
  ring: Ring,
  { name, key, texts }: SealedTable,
  rows: readonly StaleRow[],
  unreadable: Map<string, Unreadable>,
): Promise<number> {
  const fresh = rows.map((row) =>
    texts.map(({ column }, place) => resealed(ring, column, row.row, row.texts[place] ?? null, unreadable)),
  )
  const written = fresh.flat().filter((text) => text !== null).length
  if (written === 0) return 0
  const keys = key.map(({ column }) => `"${column}"`)
  const places = [...keys, ...texts.map((_, place) => `text${place}`)]
  const types = [...key.map(({ type }) => type), ...texts.map(() => 'text')]
  await client.query(
    `UPDATE ${name} t SET ${texts.map(({ assign }, place) => assign(`n.text${place}`))}
     FROM unnest(${types.map((type, place) => `$${place + 1}::${type}[]`)}) AS n (${places})
     WHERE ${keys.map((column) => `t.${column} = n.${column}`).join(' AND ')}`,
    [
      ...key.map((_, place) => rows.map((row) => row.key[place])),
      ...texts.map((_, place) => fresh.map((row) => row[place])),
    ],
  )
  return written
}

/** @returns null where there is nothing to write */
function resealed(
  ring: Ring,
  column: string,
  row: string,
  text: string | null,
  unreadable: Map<string, Unreadable>,
): string | null {
  if (text === null || keyIdOf(text) === ring.writing.id) return null
  const place = `${column}:${row}`
  try {
    return sealText(ring.writing, place, openText(ring.keys, place, text))
  } catch {
    unreadable.set(place, { column, row })
    return null
  }
}
