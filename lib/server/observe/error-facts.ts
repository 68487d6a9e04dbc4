import { DatabaseError } from 'pg'

/** The part of an error that is logged. */
export type ErrorFacts = { name: string; code?: string; stack: string }

/** Messages of Prisma and PostgreSQL may quote query values: only their name, code and stack frames are logged. */
export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { name: 'unknown', stack: typeof error }
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? []
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const quotes = error.name.startsWith('PrismaClient') || error instanceof DatabaseError
  const title = quotes ? `${error.name} ${code ?? ''}`.trim() : `${error.name}: ${error.message}`
  return { name: error.name, code, stack: [title, ...frames].join('\n') }
}

/** Codes of Prisma and PostgreSQL: no connection, connection lost, server stopping or starting, pool time-out. */
const OUTAGES =
  /"(P1001|P1002|P1008|P1017|P2024|ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|08\w{3})"|DatabaseNotReachable|ConnectionClosed/
const LOST = /Connection terminated|timeout exceeded when trying to connect|Server has closed the connection/

/** Is the database temporarily unavailable, e.g. restarting? Then the same request may soon succeed. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const meta = 'meta' in error ? error.meta : undefined
  const code = 'code' in error ? error.code : undefined
  return OUTAGES.test(JSON.stringify([code, meta])) || LOST.test(error.message) || isOutage(error.cause)
}
