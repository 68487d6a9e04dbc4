import type pg from 'pg'
import type { Prisma } from '@/prisma/client'
import { pool } from './connections'
import { checkedRows, type RowShape } from './rows'

/** Sorting a million keys in memory instead of on the disk takes about this much. */
const SORT_MEMORY = '64MB'

/** The database as it was at one moment, however long the reading takes. */
export type Snapshot = {
  /** Runs a statement to be read piece by piece, in the place of the one before; how many rows it has is known at once. */
  open(statement: Prisma.Sql): Promise<number>
  /** The next rows of the opened statement; fewer at its end. */
  fetch<Row extends pg.QueryResultRow>(shape: RowShape<Row>, count: number): Promise<Row[]>
  /** A statement of few rows. @param name kept prepared under it: the text must be the same each time */
  rows<Row extends pg.QueryResultRow>(
    name: string,
    shape: RowShape<Row>,
    statement: Prisma.Sql,
  ): Promise<Row[]>
}

/**
 * Reads much in one repeatable-read transaction, on connections of their own so that requests keep theirs. Whatever is
 * written meanwhile, no row is missing or there twice.
 */
export async function inSnapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const client = await pool('snapshots').connect()
  // A connection that breaks between two statements: the next one says so. Unheard, it would end the process.
  client.on('error', () => undefined)
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    // All rows are wanted: a plan that is quick for the first ones would be slow for the rest.
    await client.query(`SET LOCAL cursor_tuple_fraction = 1; SET LOCAL work_mem = '${SORT_MEMORY}'`)
    return await work(snapshotOf(client))
  } finally {
    // Closed, which ends the transaction; nothing was written, and the names of its statements are free again.
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
      // To the end and back: counted without running it twice.
      const { rowCount } = await client.query('MOVE FORWARD ALL IN picked')
      await client.query('MOVE ABSOLUTE 0 IN picked')
      return rowCount ?? 0
    },
    async fetch<Row extends pg.QueryResultRow>(shape: RowShape<Row>, count: number) {
      const { rows } = await client.query<Row>(`FETCH FORWARD ${Math.trunc(count)} FROM picked`)
      return checkedRows(shape, rows)
    },
    async rows<Row extends pg.QueryResultRow>(
      name: string,
      shape: RowShape<Row>,
      { text, values }: Prisma.Sql,
    ) {
      const { rows } = await client.query<Row>({ name, text, values: [...values] })
      return checkedRows(shape, rows)
    },
  }
}
