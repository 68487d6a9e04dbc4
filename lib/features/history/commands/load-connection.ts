import type pg from 'pg'
import { committed, rolledBack } from '@/lib/server/audit/writer'
import { connect } from '@/lib/server/database/connect'
import { type CopyValue, copyIn } from '@/lib/server/database/copy-in'
import { checkedRows, type RowShape } from '@/lib/server/database/rows'
import { env } from '@/lib/server/env'
import { Prisma } from '@/prisma/client'

/** Serialization failure, deadlock, and a unique value that somebody else took at the same moment. */
const RACES = new Set(['40001', '40P01', '23505'])
const TRIES = 5

/**
 * The single connection that a load writes with. It bypasses Prisma, which inspects every parameter: for a batch of
 * two thousand documents that cost as much as judging them.
 */
export class LoadConnection {
  private constructor(readonly client: pg.Client) {}
  /** Between `beginWhole` and `endWhole`: `inTransaction` then runs as a part of that transaction. */
  private isWhole = false

  static async open(): Promise<LoadConnection> {
    return new LoadConnection(await connect(env().DATABASE_URL, 'load'))
  }

  /** A template tag for SQL that returns rows of this shape. */
  rows<Row extends pg.QueryResultRow>(shape: RowShape<Row>) {
    return async (strings: TemplateStringsArray, ...parts: unknown[]): Promise<Row[]> => {
      const { text, values } = Prisma.sql(strings, ...parts)
      return checkedRows(shape, (await this.client.query<Row>({ text, values: [...values] })).rows)
    }
  }

  /** SQL without rows; named as in Prisma, since `audit` writes through either. */
  async $executeRaw(strings: TemplateStringsArray, ...parts: unknown[]): Promise<number> {
    const { text, values } = Prisma.sql(strings, ...parts)
    return (await this.client.query({ text, values: [...values] })).rowCount ?? 0
  }

  /** @param target table with the columns in the order of the rows' values */
  copy(target: string, rows: readonly (readonly CopyValue[])[]): Promise<void> {
    return copyIn(this.client, target, rows)
  }

  /** Runs one batch in a transaction; retried when it lost a race. */
  async inTransaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.isWhole) return work()
    for (let attempt = 1; ; attempt++) {
      try {
        // A batch lost in a power cut is loaded again; the end of the load waits for the disk. At the default page cost
        // the planner would scan a table that is still small for every batch.
        await this.client.query('BEGIN; SET LOCAL synchronous_commit = off; SET LOCAL random_page_cost = 1.1')
        const result = await work()
        await this.client.query('COMMIT')
        committed(this)
        return result
      } catch (error) {
        rolledBack(this)
        await this.client.query('ROLLBACK').catch(() => undefined)
        if (attempt >= TRIES || !isRace(error)) throw error
      }
    }
  }

  /** Starts one transaction for everything until `endWhole`. A failure leaves the database as it is now. */
  async beginWhole(): Promise<void> {
    await this.client.query('BEGIN')
    this.isWhole = true
  }

  async endWhole(): Promise<void> {
    await this.client.query('COMMIT')
    committed(this)
    this.isWhole = false
  }

  async undoWhole(): Promise<void> {
    rolledBack(this)
    await this.client.query('ROLLBACK')
    this.isWhole = false
  }

  /** Closing rolls back what was not committed. */
  async close(): Promise<void> {
    await this.client.end().catch(() => undefined)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function isRace(error: unknown): boolean {
  return RACES.has(codeOf(error))
}

/** Lock timeout or deadlock. */
export function isLockRefused(error: unknown): boolean {
  return codeOf(error) === '55P03' || codeOf(error) === '40P01'
}
