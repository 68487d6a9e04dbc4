import { accounted, placesTaken, rolledBack } from '@/lib/server/audit/writer'
import { markAnswerStored, storeAnswer } from '@/lib/server/http/idempotency'
import { isReadOnly, requireMayWrite } from '@/lib/server/http/request-context'
import { Prisma, type PrismaClient, type Tx } from '@/prisma/client'
import { allowTime } from './allow-time'
import { clockKnown } from './clock'
import { pool, prismaClient, statementName } from './connections'
import { checkedRows, type RowShape } from './rows'
import { LONG_WORK } from './time-limits'

export type { Tx }

/** The Prisma client of this process. */
export function db(): PrismaClient {
  return prismaClient()
}

/**
 * A template tag for frequent queries, with the shape of their rows: readRows(shape)`SELECT …`. Goes directly to the
 * driver, since Prisma's overhead exceeds the cost of a short statement (docs/benchmarks.md).
 */
export function readRows<Row extends Record<string, unknown>>(shape: RowShape<Row>) {
  return async (parts: TemplateStringsArray, ...given: unknown[]): Promise<Row[]> => {
    const { text, values } = Prisma.sql(parts, ...given)
    const query = { name: statementName(text), text, values: [...values] }
    return checkedRows(shape, (await pool('readers').query<Row>(query)).rows)
  }
}

/** Attempts of a transaction that fails by a write conflict or a deadlock. */
const TRIES = 5

/** A transaction without retries or stored answer: for what must stay though the command itself fails. */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  await clockKnown()
  return accounted((begin) =>
    db().$transaction(async (tx) => {
      if (isReadOnly()) await tx.$executeRaw`SET TRANSACTION READ ONLY`
      begin(tx)
      return work(tx)
    }),
  )
}

/**
 * A transaction of work that may take longer than somebody waits for a page, without audit rows, retries or stored answer.
 * @param name its limits in time-limits.ts
 */
export function longTransaction<T>(
  name: keyof typeof LONG_WORK,
  work: (tx: Tx) => Promise<T>,
  isolationLevel?: Prisma.TransactionIsolationLevel,
): Promise<T> {
  return db().$transaction(
    async (tx) => {
      await allowTime(tx, name)
      return work(tx)
    },
    { timeout: LONG_WORK[name].whole, ...(isolationLevel ? { isolationLevel } : {}) },
  )
}

/**
 * Runs a command in one transaction. The result of `work` of the request's first transaction is also stored as the
 * response for its Idempotency-Key, in that transaction: so a POST handler must return exactly what its command's
 * `transact` returned, and a client that got no response may repeat the request.
 * @param work may run again after a write conflict or a deadlock
 * @throws AppError METHOD_NOT_ALLOWED if it writes within a HEAD
 */
export async function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const result = await repeated(async (tx) => {
    const answer = await work(tx)
    await storeAnswer(tx, answer)
    return answer
  })
  markAnswerStored()
  return result
}

type Outcome<T> = { done: true; answer: T } | { done: false; error: unknown }

/**
 * As `transact`, but what `first` did is committed though `work` fails: a code is used up by any answer. Concurrent
 * commands wait for the rows that `first` has taken, and see them as it left them.
 * @throws what `first` threw, with nothing committed; what `work` threw
 */
export async function transactAfter<T>(
  first: (tx: Tx) => Promise<void>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const outcome = await repeated(async (tx): Promise<Outcome<T>> => {
    await first(tx)
    const before = placesTaken(tx)
    await tx.$executeRaw`SAVEPOINT after_first`
    try {
      const answer = await work(tx)
      await storeAnswer(tx, answer)
      return { done: true, answer }
    } catch (error) {
      if (isRace(error)) throw error
      await tx.$executeRaw`ROLLBACK TO SAVEPOINT after_first`
      rolledBack(tx, before)
      return { done: false, error }
    }
  })
  if (!outcome.done) throw outcome.error
  markAnswerStored()
  return outcome.answer
}

async function repeated<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(work)
    } catch (error) {
      if (isWriteInReadOnly(error)) requireMayWrite()
      if (attempt >= TRIES || !isRace(error)) throw error
    }
  }
}

/** PostgreSQL's read_only_sql_transaction. */
const isWriteInReadOnly = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && /"25006"/.test(JSON.stringify(error.meta))

/** A write conflict or deadlock (P2034; in raw SQL P2010 with PostgreSQL's code): the transaction was rolled back. */
export function isRace(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  return (
    error.code === 'P2034' || (error.code === 'P2010' && /"(40001|40P01)"/.test(JSON.stringify(error.meta)))
  )
}

/**
 * Text with the columns or the constraint of a unique violation, or null for any other error.
 * With a driver adapter Prisma puts them under meta.driverAdapterError, not meta.target.
 */
export function uniqueViolation(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return null
  return JSON.stringify(error.meta ?? {})
}

/** Prisma has no error code for exclusion constraints and triggers; only the driver's message contains their name. */
export function violates(error: unknown, constraint: string): boolean {
  const isPrismaError =
    error instanceof Prisma.PrismaClientKnownRequestError ||
    error instanceof Prisma.PrismaClientUnknownRequestError
  return (
    isPrismaError &&
    `${error.message} ${JSON.stringify('meta' in error ? error.meta : {})}`.includes(constraint)
  )
}
