import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { AppError } from '@/lib/core/app-error'
import { respond } from './answer'
import { addressOf } from './call'
import type { Api } from './mount-api'
import { PEER_HEADER } from './peer-address'
import { problem } from './problem'
import { unescaped } from './unescaped'
import { discardRest } from './unread-body'

type PageListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * The one door of the production server: calls of the API go to its router, everything else to Next. What either would
 * take for a fault of the server is refused here.
 */
export function requestListener(api: Api, pages: PageListener): RequestListener {
  const serveApi = listenerOf(api.fetch)
  return (request, response) => {
    const fault = faultOf(request)
    if (fault) return void listenerOf((asked) => refusal(fault, asked))(request, response)
    if (!request.url?.startsWith('/api/')) {
      // Pages know the caller from this header; what a client wrote there itself is overwritten.
      request.headers[PEER_HEADER] = addressOf(request)
      return void pages(request, response)
    }
    // Sent is the answer, not yet the whole of a body that was refused.
    response.once('finish', () => discardRest(request))
    return void serveApi(request, response)
  }
}

/**
 * Global Request and Response stay Node's own, for Next's sake; and what is left of a body is ours to discard, since
 * the library gives a slow client half a second for it.
 */
function listenerOf(fetch: Parameters<typeof getRequestListener>[0]): ReturnType<typeof getRequestListener> {
  return getRequestListener(fetch, {
    overrideGlobalObjects: false,
    autoCleanupIncoming: false,
    // A host that is none, a backslash in the address.
    errorHandler: (cause) =>
      refusal(
        new AppError('MALFORMED', { detail: '地址不正确', cause }),
        new Request('http://localhost/api'),
      ),
  })
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

function faultOf({ method = '', url = '' }: IncomingMessage): AppError | null {
  if (!METHODS.includes(method)) return new AppError('METHOD_NOT_ALLOWED', { allow: METHODS })
  const isAddress = url.startsWith('/') && unescaped(url.split('?', 1)[0] ?? '') !== null
  return isAddress ? null : new AppError('MALFORMED', { detail: '地址不正确' })
}

function refusal(fault: AppError, request: Request): Promise<Response> {
  const requestId = randomUUID()
  return respond(
    problem(fault, requestId),
    { request, gzip: false },
    { connection: 'close', 'x-request-id': requestId },
  )
}
