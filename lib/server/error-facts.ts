/** What a log line tells of an error. */
export type ErrorFacts = { name: string; code?: string; stack: string }

/** Prisma's messages may quote values of a query: of them only the name, the code and the frames are kept. */
export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { name: 'unknown', stack: typeof error }
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? []
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const quotes = error.name.startsWith('PrismaClient')
  const title = quotes ? `${error.name} ${code ?? ''}`.trim() : `${error.name}: ${error.message}`
  return { name: error.name, code, stack: [title, ...frames].join('\n') }
}
