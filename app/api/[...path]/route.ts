import { randomUUID } from 'node:crypto'
import { AppError } from '@/lib/core/app-error'
import { problem } from '@/lib/server/http/problem'

/** Whatever no other route answers: a client of the API gets a problem, not a page. */
function missing(): Response {
  const requestId = randomUUID()
  const response = problem(new AppError('NOT_FOUND', { detail: '没有这个接口' }), requestId).toResponse()
  response.headers.set('x-request-id', requestId)
  return response
}

export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT }
