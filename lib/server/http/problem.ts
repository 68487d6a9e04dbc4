import { AppError } from '@/lib/core/app-error'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { outageOf } from '@/lib/server/observe/outage'
import { Answer } from './answer'

/** A database that restarts or fails over is back within seconds. */
const RETRY_SECONDS = 5

/** Problem details (RFC 9457) of an error; the only place where an error becomes an answer. */
export function problem(error: unknown, requestId: string): Answer {
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
  const { retryAfterSeconds, allow } = known
  const headers = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    ...(allow ? { allow: allow.join(', ') } : {}),
  }
  return new Answer(known.status, headers, JSON.stringify(body))
}

function unexpected(error: unknown, requestId: string): AppError {
  log().error({ requestId, error: errorFacts(error) }, 'unexpected error')
  const outage = outageOf(error)
  if (!outage) return new AppError('INTERNAL', { cause: error })
  const { code, detail } = outage
  return new AppError(code, { ...(detail ? { detail } : {}), cause: error, retryAfterSeconds: RETRY_SECONDS })
}
