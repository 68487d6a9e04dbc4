import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { AppError } from '@/lib/core/app-error'
import { env } from '@/lib/server/env'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import type { Answer } from './answer'
import type { Incoming } from './incoming'
import { PEER_HEADER, peerAddress } from './peer-address'
import { problem } from './problem'
import { type FoundRoute, findRoute } from './route-table'
import { API_POLICY, COMMON_HEADERS, PAPER_POLICY } from './security-headers'
import { unescaped } from './unescaped'
import { discardRest, hasMuchUnread } from './unread-body'

const kept = globalThis as { nrmmFrontDoor?: true }

/**
 * From now on every request that reaches this process is met here first. It carries `x-nrmm-peer`, the address of its
 * socket or, behind trusted proxies, the one that the outermost of them saw: what a client wrote there itself is
 * overwritten, so limits and lock-outs cannot be talked into another address. A call of a route that is loaded is answered
 * at once; pages, files and everything else go on to Next, whose way to a route costs several times the route
 * (docs/decisions/0018).
 */
export function openFrontDoor(): void {
  if (kept.nrmmFrontDoor) return
  kept.nrmmFrontDoor = true
  const emit = http.Server.prototype.emit
  http.Server.prototype.emit = function met(this: http.Server, event: string | symbol, ...args: unknown[]) {
    const [request, response] = args
    if (event === 'request' && request instanceof http.IncomingMessage) {
      request.headers[PEER_HEADER] = peerAddress(
        request.socket.remoteAddress ?? 'unknown',
        request.headers['x-forwarded-for'],
        env().TRUSTED_PROXIES,
      )
      if (
        response instanceof http.ServerResponse &&
        (refusesHere(request, response) || answersHere(request, response))
      )
        return true
    }
    return Reflect.apply(emit, this, [event, ...args])
  } as typeof emit
}

/** What Next takes for a fault of its own and answers 500. */
function refusesHere(request: http.IncomingMessage, response: http.ServerResponse): boolean {
  const fault = faultOf(request)
  if (!fault) return false
  const requestId = randomUUID()
  const { status, headers, text } = problem(fault, requestId)
  const allow: Record<string, string> = status === 405 ? { allow: METHODS.join(', ') } : {}
  const all = {
    ...COMMON_HEADERS,
    'Content-Security-Policy': API_POLICY,
    ...headers,
    ...allow,
    'x-request-id': requestId,
  }
  response.writeHead(status, { ...all, connection: 'close' }).end(text)
  return true
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

function faultOf({ method = '', url = '' }: http.IncomingMessage): AppError | null {
  if (!METHODS.includes(method)) return new AppError('METHOD_NOT_ALLOWED')
  const isAddress = url.startsWith('/') && unescaped(url.split('?', 1)[0] ?? '') !== null
  return !isAddress ? new AppError('MALFORMED', { detail: '地址不正确' }) : null
}

function answersHere(request: http.IncomingMessage, response: http.ServerResponse): boolean {
  const { method = '', url = '' } = request
  // Development loads a changed route anew, and only Next knows which one is the newest.
  if (!url.startsWith('/api/') || env().NODE_ENV === 'development') return false
  const at = url.indexOf('?')
  const found = findRoute(method, at < 0 ? url : url.slice(0, at))
  if (!found) return false
  answer(found, request, response).catch((error: unknown) => {
    // The reader left in the middle of a file, most often.
    log().warn({ route: found.route.endpoint.path, error: errorFacts(error) }, 'answer not sent')
    response.destroy()
  })
  return true
}

async function answer(
  { route, params }: FoundRoute,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const said = await route.serve(incoming(request), params)
  const policy = request.url?.split('?')[0]?.endsWith('.pdf') ? PAPER_POLICY : API_POLICY
  const common = { ...COMMON_HEADERS, 'Content-Security-Policy': policy }
  const unread = hasMuchUnread(request)
  if (unread) response.setHeader('Connection', 'close')
  // Not `instanceof Answer`: the route's bundle has an Answer of its own.
  if (!(said instanceof Response)) {
    await sendText(said, common, request, response)
    if (unread) await discardRest(request)
    return void response.end()
  }
  // The route's own headers count: a file may be allowed what others are not.
  for (const [name, value] of Object.entries(common))
    if (!said.headers.has(name)) response.setHeader(name, value)
  for (const [name, value] of said.headers) response.appendHeader(name, value)
  response.writeHead(said.status)
  if (!said.body) return void response.end()
  await pipeline(Readable.fromWeb(said.body as Parameters<typeof Readable.fromWeb>[0]), response)
}

function incoming(request: http.IncomingMessage): Incoming {
  const { method = '', headers, url = '' } = request
  return {
    method,
    url: `http://${headers.host ?? 'localhost'}${url}`,
    headers: {
      get: (name) => {
        const value = headers[name]
        return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value
      },
    },
    body: request.iterator({ destroyOnReturn: false }),
  }
}

/** Below this a text fits into one packet anyway. */
const WORTH_PACKING = 1024
const pack = promisify(gzip)

/** Writes the whole answer; the caller ends it. */
async function sendText(
  { status, headers, text }: Answer,
  common: Record<string, string>,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  if (text === null) return void response.writeHead(status, { ...common, ...headers })
  const vary = text.length < WORTH_PACKING ? {} : { vary: 'accept-encoding' }
  if (text.length < WORTH_PACKING || !/\bgzip\b/.test(String(request.headers['accept-encoding']))) {
    const length = { 'content-length': Buffer.byteLength(text) }
    return void response.writeHead(status, { ...common, ...headers, ...vary, ...length }).write(text)
  }
  // Level 4 takes half the time of the usual 6 for a few hundredths more.
  const packed = await pack(text, { level: 4 })
  const packing = { 'content-encoding': 'gzip', 'content-length': packed.byteLength }
  response.writeHead(status, { ...common, ...headers, ...vary, ...packing }).write(packed)
}
