import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from './generated/client'

export { Prisma, PrismaClient } from './generated/client'

/** Statements vary with lists of parameters: no connection is to remember ever more of them. */
const NAMED_AT_MOST = 500

/**
 * Named statements are parsed once a connection, and planned once where the plan is always the same, instead of at
 * every call.
 * @returns a statement's name; empty, as the driver sends what is not to be remembered, beyond the first few hundred
 */
export function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= NAMED_AT_MOST) return ''
    const name = `nrmm_${names.size + 1}`
    names.set(sql, name)
    return name
  }
}

/** A Prisma client with a pool of its own. */
export function createClient(options: pg.PoolConfig): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(
      { connectionTimeoutMillis: 10_000, keepAlive: true, ...options },
      { statementNameGenerator: statementNames() },
    ),
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  })
}

/** The client inside a transaction: what commands write with. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]
