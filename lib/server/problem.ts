import { AppError } from '@/lib/core/app-error'
import { errorFacts, isOutage } from './error-facts'
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
  log().error({ requestId, error: errorFacts(error) }, 'unexpected error')
  return isOutage(error)
    ? new AppError('UNAVAILABLE', { cause: error, retryAfterSeconds: 5 })
    : new AppError('INTERNAL', { cause: error })
}
