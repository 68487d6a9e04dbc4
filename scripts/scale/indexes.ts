/**
 * A million rows into an index one by one, each with its look into another table, are slower than the index made and the
 * references checked afterwards in one go, many times over.
 */
import type pg from 'pg'

/** The statements that make again what was dropped. */
export type Dropped = string[]

/** Drops indexes that are no constraint, and references to other tables. Within the caller's transaction. */
export async function dropIndexes(client: pg.Client, tables: readonly string[]): Promise<Dropped> {
  const references = await client.query<{ drop: string; make: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
     FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY($1::regclass[]) ORDER BY conname`,
    [tables],
  )
  const indexes = await client.query<{ drop: string; make: string }>(
    `SELECT format('DROP INDEX %s', i.indexrelid::regclass) AS drop, pg_get_indexdef(i.indexrelid) AS make FROM pg_index i
     WHERE i.indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
     ORDER BY i.indexrelid::regclass::text`,
    [tables],
  )
  for (const { drop } of [...references.rows, ...indexes.rows]) await client.query(drop)
  // Indexes first: the references are checked by them.
  return [...indexes.rows, ...references.rows].map(({ make }) => make)
}

/** @param onDone called with the statements run so far */
export async function makeIndexes(
  client: pg.Client,
  dropped: Dropped,
  onDone: (done: number, total: number) => void,
): Promise<void> {
  for (const [index, make] of dropped.entries()) {
    await client.query(make)
    onDone(index + 1, dropped.length)
  }
}
