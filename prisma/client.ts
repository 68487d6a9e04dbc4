import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client'

export { Prisma, PrismaClient } from './generated/client'

/**
 * A Prisma client on the given PostgreSQL address.
 * @param poolSize at most this many connections at once
 */
export function createClient(url: string, poolSize = 10): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000 }),
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  })
}

/** The client inside a transaction: what commands write with. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]
