import { answerStored, storeAnswer } from '@/lib/server/http/idempotency'
import { Prisma, type PrismaClient, type Tx } from '@/prisma/client'
import { pool, prismaClient, statementName } from './connections'
import { checkedRows, type RowShape } from './rows'

export type { Tx }

/** The one client of this process. */
export function db(): PrismaClient {
  return prismaClient()
}

/**
 * A template tag for SQL that is asked often, whose rows have the shape: readRows(shape)`SELECT …`, straight from the driver:
 * what Prisma does around a statement of our own costs more than a short one itself (docs/benchmarks.md).
 */
export function readRows<Row extends Record<string, unknown>>(shape: RowShape<Row>) {
  return async (parts: TemplateStringsArray, ...given: unknown[]): Promise<Row[]> => {
    const { text, values } = Prisma.sql(parts, ...given)
    const query = { name: statementName(text), text, values: [...values] }
    return checkedRows(shape, (await pool('readers').query<Row>(query)).rows)
  }
}

/** Tries of a transaction that lost a race for a unique value or met a deadlock. */
const TRIES = 5

/**
 * One command, one transaction. What `work` of the request's first transaction returns is also stored as the answer
 * to its Idempotency-Key, inside that transaction: so a POST's handler must answer exactly what its command's
 * `transact` returned, and a client that got no answer may ask again.
 * @param work may run again when the transaction loses a race (serialization, deadlock)
 */
export async function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const result = await db().$transaction(async (tx) => {
        const answer = await work(tx)
        await storeAnswer(tx, answer)
        return answer
      })
      answerStored()
      return result
    } catch (error) {
      if (attempt >= TRIES || !isRace(error)) throw error
    }
  }
}

/** A write conflict or deadlock (P2034; in raw SQL P2010 with PostgreSQL's own code): the database undid everything. */
function isRace(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  return (
    error.code === 'P2034' || (error.code === 'P2010' && /"(40001|40P01)"/.test(JSON.stringify(error.meta)))
  )
}

/**
 * The columns or the constraint of a unique violation, or null for any other error.
 * With a driver adapter Prisma keeps them under meta.driverAdapterError, not meta.target.
 */
export function uniqueViolation(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return null
  return JSON.stringify(error.meta ?? {})
}
