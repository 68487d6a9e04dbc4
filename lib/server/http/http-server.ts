import { randomUUID } from 'node:crypto'
import http from 'node:http'
import type { Duplex } from 'node:stream'
import { AppError } from '@/lib/core/app-error'
import { fixedHeaders } from './fixed-headers'
import type { Api } from './mount-api'
import { problem } from './problem'
import { METHODS, type PageListener, requestListener } from './request-listener'

/** Longer than the usual idle time-out of load balancers (60 s), so that they never send into a closing connection. */
const KEEP_ALIVE_MS = 65_000

/**
 * The HTTP server of the registry. What Node answers by itself, before any listener (an unreadable head, CONNECT, an upgrade,
 * an expectation), is answered here in the form and with the headers of every other response.
 */
export function makeHttpServer(api: Api, pages: PageListener): http.Server {
  // Without a Host Node answers bare; host.ts judges it.
  const server = http.createServer({ requireHostHeader: false }, requestListener(api, pages))
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.on('clientError', (error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) return void socket.destroy()
    refuse(socket, faultOf(error))
  })
  server.on('connect', (_, socket) => refuse(socket, new AppError('METHOD_NOT_ALLOWED', { allow: METHODS })))
  server.on('upgrade', (_, socket) =>
    refuse(socket, new AppError('MALFORMED', { detail: '不支持切换协议（Upgrade）' })),
  )
  server.on('checkExpectation', ({ socket }) =>
    refuse(socket, new AppError('MALFORMED', { detail: '不支持请求头 Expect 的这个值' })),
  )
  return server
}

/** Has a response begun on this connection? A second head in it would be read as its body. */
function isAnswering(socket: Duplex): boolean {
  const response: unknown = Reflect.get(socket, '_httpMessage')
  return response instanceof http.ServerResponse && response.headersSent
}

function faultOf({ code, rawPacket }: { code?: string; rawPacket?: Buffer }): AppError {
  if (code === 'HPE_HEADER_OVERFLOW') return new AppError('HEADERS_TOO_LARGE')
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return new AppError('PAYLOAD_TOO_LARGE')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new AppError('REQUEST_TIMEOUT')
  // TRACK and other methods that Node's parser does not know.
  const isMethod =
    code === 'HPE_INVALID_METHOD' && /^[A-Z]{3,20} \//.test(rawPacket?.toString('latin1') ?? '')
  if (isMethod) return new AppError('METHOD_NOT_ALLOWED', { allow: METHODS })
  return new AppError('MALFORMED', { detail: '请求无法读懂，不符合 HTTP' })
}

/** Writes a whole response to a connection that has no ServerResponse, and ends it. */
function refuse(socket: Duplex, fault: AppError): void {
  const requestId = randomUUID()
  const { status, headers, text } = problem(fault, requestId)
  const all = {
    ...fixedHeaders(),
    ...headers,
    'x-request-id': requestId,
    'content-length': String(Buffer.byteLength(text ?? '')),
    connection: 'close',
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  // A client that has gone away is no error.
  socket.on('error', () => undefined)
  socket.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`)
}
