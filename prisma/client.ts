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
   * The rows of one statement straight from the driver, by the same connections: what Prisma does around a statement of our
   * own costs more than a short one itself (docs/benchmarks.md). Values come as the driver gives them, so a bigint is a text.
   */
  rows<Row extends pg.QueryResultRow>(statement: Prisma.Sql): Promise<Row[]>
}

/**
 * A PostgreSQL address, by Prisma and by the bare driver. Ends with `client.$disconnect()`.
 * @param poolSize at most this many connections at once
 */
export function openDatabase(url: string, poolSize = 10): Database {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000 })
  // A connection that breaks while idle is replaced; unheard, it would end the process.
  pool.on('error', () => undefined)
  const nameOf = statementNames()
  const client = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: nameOf, disposeExternalPool: true }),
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  })
  return {
    client,
    async rows<Row extends pg.QueryResultRow>({ text, values }: Prisma.Sql) {
      const { rows } = await pool.query<Row>({ name: nameOf({ sql: text }), text, values: [...values] })
      return rows
    },
  }
}

/** A Prisma client alone. */
export function createClient(url: string, poolSize?: number): PrismaClient {
  return openDatabase(url, poolSize).client
}

/** The client inside a transaction: what commands write with. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]
