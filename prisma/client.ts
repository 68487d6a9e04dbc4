import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client'

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
