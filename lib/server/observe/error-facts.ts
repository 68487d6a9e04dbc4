import { DatabaseError } from 'pg'

/** What a log line tells of an error. */
export type ErrorFacts = { name: string; code?: string; stack: string }

/** Messages of Prisma and PostgreSQL may quote values of a query: of them only the name, the code and the frames are kept. */
export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { name: 'unknown', stack: typeof error }
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? []
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const quotes = error.name.startsWith('PrismaClient') || error instanceof DatabaseError
  const title = quotes ? `${error.name} ${code ?? ''}`.trim() : `${error.name}: ${error.message}`
  return { name: error.name, code, stack: [title, ...frames].join('\n') }
}

/** Prisma's and PostgreSQL's words for: no connection, connection lost, server going down or coming up, pool waited in vain. */
const OUTAGES =
  /"(P1001|P1002|P1008|P1017|P2024|ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|08\w{3})"|DatabaseNotReachable|ConnectionClosed/
const LOST = /Connection terminated|timeout exceeded when trying to connect|Server has closed the connection/

/** The database is away for a moment: the same request may succeed soon, as a deployment's restart shows. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const meta = 'meta' in error ? error.meta : undefined
  const code = 'code' in error ? error.code : undefined
  return OUTAGES.test(JSON.stringify([code, meta])) || LOST.test(error.message) || isOutage(error.cause)
}
