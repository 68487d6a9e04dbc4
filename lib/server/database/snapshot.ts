import type pg from 'pg'
import type { Prisma } from '@/prisma/client'
import { pool } from './connections'
import { checkedRows, type RowShape } from './rows'

/** About what sorting a million keys in memory takes. */
const SORT_MEMORY = '64MB'
/** A batch is read in tenths of a second; only opening a statement sorts a whole country. */
const BATCH_MS = 60_000

/** A consistent view of the database at one moment, however long reading takes. */
export type Snapshot = {
  /** Opens a statement for reading in batches and closes the previous one. @returns its number of rows */
  open(statement: Prisma.Sql): Promise<number>
  /** The next `count` rows of the opened statement; fewer at its end. */
  fetch<Row extends pg.QueryResultRow>(shape: RowShape<Row>, count: number): Promise<Row[]>
  /** A statement with few rows. @param name of the prepared statement: the text must be the same each time */
  rows<Row extends pg.QueryResultRow>(
    name: string,
    shape: RowShape<Row>,
    statement: Prisma.Sql,
  ): Promise<Row[]>
}

/**
 * Reads large results in one repeatable-read transaction, so that no row is missing or duplicated by concurrent writes.
 * Uses its own pool, so that requests do not wait for it.
 * @param signal ends the connection, and what is read on it fails
 */
export async function inSnapshot<T>(
  work: (snapshot: Snapshot) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const client = await pool('snapshots').connect()
  // Connection lost between statements: the next statement fails. Without a handler the event would end the process.
  client.on('error', () => undefined)
  const end = () => client.connection.stream.destroy()
  signal?.addEventListener('abort', end, { once: true })
  try {
    signal?.throwIfAborted()
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    // All rows will be read: a plan that is fast for the first rows would be slow for the rest.
    await client.query(`SET LOCAL cursor_tuple_fraction = 1; SET LOCAL work_mem = '${SORT_MEMORY}'`)
    return await work(snapshotOf(client))
  } finally {
    signal?.removeEventListener('abort', end)
    // Closes the connection, which ends the read-only transaction and discards its prepared statements.
    client.release(true)
  }
}

function snapshotOf(client: pg.PoolClient): Snapshot {
  let opened = false
  return {
    async open(statement) {
      if (opened) await client.query('CLOSE picked')
      opened = true
      await client.query(`DECLARE picked SCROLL CURSOR FOR ${statement.text}`, [...statement.values])
      // To the end and back: counts the rows without running the statement twice.
      const { rowCount } = await client.query('MOVE FORWARD ALL IN picked')
      await client.query('MOVE ABSOLUTE 0 IN picked')
      return rowCount ?? 0
    },
    async fetch<Row extends pg.QueryResultRow>(shape: RowShape<Row>, count: number) {
      const next = { text: `FETCH FORWARD ${Math.trunc(count)} FROM picked`, query_timeout: BATCH_MS }
      const { rows } = await client.query<Row>(next)
      return checkedRows(shape, rows)
    },
    async rows<Row extends pg.QueryResultRow>(
      name: string,
      shape: RowShape<Row>,
      { text, values }: Prisma.Sql,
    ) {
      const asked = { name, text, values: [...values], query_timeout: BATCH_MS }
      const { rows } = await client.query<Row>(asked)
      return checkedRows(shape, rows)
    },
  }
}
