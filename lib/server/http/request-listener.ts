import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { AppError } from '@/lib/core/app-error'
import { Answer, respond } from './answer'
import { addressOf } from './call'
import { fixedHeaders } from './fixed-headers'
import { dropForwarded } from './forwarded'
import { hostFault } from './host'
import type { Api } from './mount-api'
import { PEER_HEADER } from './peer-address'
import { problem } from './problem'
import { newContext, requestContext } from './request-context'
import { unescaped } from './unescaped'
import { discardRest } from './unread-body'

export type PageListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Entry point of the production server: /api/ goes to the API's router, everything else to Next. Malformed requests that
 * either would answer with a 500 are rejected here.
 */
export function requestListener(api: Api, pages: PageListener): RequestListener {
  const serveApi = listenerOf(api.fetch)
  return (request, response) => {
    // Whoever answers: Next's files and errors too. Set again, a header takes the place of this one.
    for (const [name, value] of Object.entries(fixedHeaders())) response.setHeader(name, value)
    const fault = faultOf(request)
    if (fault) return void listenerOf((webRequest) => refusal(fault, webRequest))(request, response)
    if (!request.url?.startsWith('/api/')) {
      if (!PAGE_METHODS.includes(request.method ?? ''))
        return void (isFormTooEarly(request) ? openAgain : refusePageMethod)(request, response)
      const address = addressOf(request)
      dropForwarded(request.headers)
      // Pages read the caller's address from this header.
      request.headers[PEER_HEADER] = address
      const context = { ...newContext(randomUUID(), address), readOnly: request.method === 'HEAD' }
      return void requestContext.run(context, () => pages(request, response))
    }
    // The response is sent, but a rejected body may not have been read completely.
    response.once('finish', () => discardRest(request))
    return void serveApi(request, response)
  }
}

/**
 * Global Request and Response stay Node's, which Next needs; the rest of a body is discarded by us, since the library
 * gives a slow client only half a second.
 */
function listenerOf(fetch: Parameters<typeof getRequestListener>[0]): ReturnType<typeof getRequestListener> {
  return getRequestListener(fetch, {
    overrideGlobalObjects: false,
    autoCleanupIncoming: false,
    // For example an invalid Host, or a backslash in the path.
    errorHandler: (cause) =>
      refusal(
        new AppError('MALFORMED', { detail: '地址不正确', cause }),
        new Request('http://localhost/api'),
      ),
  })
}

/** Pages are only read: there are no server actions. Next would answer a POST with the page and OPTIONS with a 400. */
const PAGE_METHODS = ['GET', 'HEAD']
const ALLOWED = [...PAGE_METHODS, 'OPTIONS']
const refusePageMethod = listenerOf((request) =>
  request.method === 'OPTIONS'
    ? respond(
        new Answer(204, { allow: ALLOWED.join(', ') }, null),
        { request, gzip: false },
        { 'x-request-id': randomUUID() },
      )
    : refusal(new AppError('METHOD_NOT_ALLOWED', { allow: ALLOWED }), request),
)

/** A browser sent a form before its scripts were there: by POST, so that nothing of it stands in an address. */
const isFormTooEarly = ({ method, headers }: IncomingMessage): boolean =>
  method === 'POST' && /\btext\/html\b/.test(headers.accept ?? '')
/** The same page opens again; what was typed is nowhere. */
const openAgain = listenerOf(async (request) =>
  respond(
    new Answer(303, { location: new URL(request.url).pathname, 'cache-control': 'no-store' }, null),
    { request, gzip: false },
    { connection: 'close', 'x-request-id': randomUUID() },
  ),
)

export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

function faultOf(request: IncomingMessage): AppError | null {
  const { method = '', url = '' } = request
  const misdirected = hostFault(request)
  if (misdirected) return misdirected
  if (!METHODS.includes(method)) {
    const allow = url.startsWith('/api/') ? METHODS : ALLOWED
    return new AppError('METHOD_NOT_ALLOWED', { allow })
  }
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
