import { AppError } from '@/lib/core/app-error'
import { log } from './log'

/** Problem details (RFC 9457): the one place where an error becomes an answer. */
export function problem(error: unknown, requestId: string): Response {
  const known = error instanceof AppError ? error : unexpected(error, requestId)
  const body = {
    type: `urn:nrmm:problem:${known.code.toLowerCase().replaceAll('_', '-')}`,
    title: known.title,
    status: known.status,
    code: known.code,
    detail: known.message,
    requestId,
    ...(known.errors ? { errors: known.errors } : {}),
  }
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  if (known.retryAfterSeconds !== undefined) headers.set('retry-after', String(known.retryAfterSeconds))
  return new Response(JSON.stringify(body), { status: known.status, headers })
}

function unexpected(error: unknown, requestId: string): AppError {
  const { name, message, stack, code } = factsOf(error)
  log().error({ requestId, error: { name, code, stack: stack ?? message } }, 'unexpected error')
  return new AppError('INTERNAL', { cause: error })
}

/** Prisma's messages may quote values of a query: only the first line of a stack and the frames are kept. */
function factsOf(error: unknown): { name: string; message: string; stack?: string; code?: string } {
  if (!(error instanceof Error)) return { name: 'unknown', message: typeof error }
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '))
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const quotes = error.name.startsWith('PrismaClient')
  return {
    name: error.name,
    message: quotes ? (code ?? error.name) : error.message,
    stack: [quotes ? error.name : `${error.name}: ${error.message}`, ...(frames ?? [])].join('\n'),
    code,
  }
}
