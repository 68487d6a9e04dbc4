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
