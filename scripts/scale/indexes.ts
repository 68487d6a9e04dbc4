/** A million rows into an index one by one is slower than the index made afterwards in one go, many times over. */
import type pg from 'pg'

export type Dropped = { name: string; sql: string }[]

/** Drops what is no constraint; the statements that make them again come back. Within the caller's transaction. */
export async function dropIndexes(client: pg.Client, tables: readonly string[]): Promise<Dropped> {
  const { rows } = await client.query<{ name: string; sql: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS sql FROM pg_index i
     WHERE i.indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
     ORDER BY 1`,
    [tables],
  )
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return rows
}

export async function makeIndexes(
  client: pg.Client,
  indexes: Dropped,
  onIndex: (done: number, total: number) => void,
): Promise<void> {
  for (const [index, { sql }] of indexes.entries()) {
    await client.query(sql)
    onIndex(index + 1, indexes.length)
  }
}
