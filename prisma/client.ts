import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from './generated/client'

export { Prisma, PrismaClient } from './generated/client'

/** Statements vary with lists of parameters: no connection is to remember ever more of them. */
const NAMED_AT_MOST = 500

/**
 * Named statements are parsed once a connection, and planned once where the plan is always the same, instead of at
 * every call.
 */
function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    // An empty name is how the driver sends a statement that is not kept.
    if (names.size >= NAMED_AT_MOST) return ''
    const name = `nrmm_${names.size + 1}`
    names.set(sql, name)
    return name
  }
}

export type Database = {
  client: PrismaClient
  /**
   * The rows of one statement straight from the driver: what Prisma does around a statement of our own costs more than a short
   * one itself (docs/benchmarks.md). Values come as the driver gives them, so a bigint is a text.
   */
  rows<Row extends pg.QueryResultRow>(statement: Prisma.Sql): Promise<Row[]>
  /** Ends all connections. */
  close(): Promise<void>
}

/**
 * A PostgreSQL address, by Prisma and by the bare driver.
 * @param poolSize at most this many connections for commands, which hold theirs for a transaction
 * @param readers at most this many for `rows`: about twice the database's processors, for more of them only hinder one another
 */
export function openDatabase(url: string, poolSize: number, readers: number): Database {
  const client = createClient(url, poolSize)
  const pool = new pg.Pool({ connectionString: url, max: readers, connectionTimeoutMillis: 10_000 })
  // A connection that breaks while idle is replaced; unheard, it would end the process.
  pool.on('error', () => undefined)
  const nameOf = statementNames()
  return {
    client,
    async rows<Row extends pg.QueryResultRow>({ text, values }: Prisma.Sql) {
      const { rows } = await pool.query<Row>({ name: nameOf({ sql: text }), text, values: [...values] })
      return rows
    },
    async close() {
      await Promise.all([client.$disconnect(), pool.end()])
    },
  }
}

/**
 * A Prisma client on the given PostgreSQL address.
 * @param poolSize at most this many connections at once
 */
export function createClient(url: string, poolSize = 10): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000 },
      { statementNameGenerator: statementNames() },
    ),
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  })
}

/** The client inside a transaction: what commands write with. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]
