import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from 'hono'
import { env } from '@/lib/server/env'
import { isOfOurProxy } from './forwarded'
import { peerAddress } from './peer-address'
import { hasTooMuchUnread } from './unread-body'

/** Facts from the server that mounts the API; plain Next provides none. */
export type Bindings = {
  /** Node's message: the body is read from it with a limit and without closing the connection. */
  incoming?: IncomingMessage
  /** Node's response: texts are written to it directly. */
  outgoing?: ServerResponse
  /** The caller's address, when a page of this process makes the call. */
  peer?: string
}

/** One call of the API. */
export type Call = {
  request: Request
  params: Record<string, string>
  /** The caller's address, for limits and lock-outs; `unknown` behind plain Next, which hides the socket. */
  address: string
  /** Stopping early does not destroy the stream: the connection must still carry the response. */
  body: AsyncIterable<Uint8Array> | null
  /** Where a text is written, when Node's own response is at hand. */
  outgoing?: ServerResponse | undefined
  /** Compress long texts? Plain Next does it itself. */
  gzip: boolean
  /** `connection: close` when the connection cannot be reused. */
  connectionHeaders(): { connection?: 'close' }
}

export type ApiContext = Context<{ Bindings: Bindings }>

/** The call of a router context. */
export function callOf(context: ApiContext): Call {
  const request = context.req.raw
  const { incoming, outgoing, peer }: Bindings = context.env ?? {}
  return {
    request,
    params: context.req.param(),
    address: incoming ? addressOf(incoming) : (peer ?? 'unknown'),
    body: incoming
      ? incoming.iterator({ destroyOnReturn: false })
      : (request.body?.values({ preventCancel: true }) ?? null),
    outgoing,
    gzip: incoming !== undefined && acceptsGzip(request),
    connectionHeaders: () => (incoming && hasTooMuchUnread(incoming) ? { connection: 'close' } : {}),
  }
}

const acceptsGzip = ({ headers }: Request): boolean => /\bgzip\b/.test(headers.get('accept-encoding') ?? '')

/**
 * The caller's address: the socket's peer or, behind trusted proxies, the address seen by the outermost of them. What a
 * client writes itself is ignored, so that limits and lock-outs cannot be evaded.
 */
export function addressOf(incoming: IncomingMessage): string {
  return peerAddress(
    incoming.socket.remoteAddress ?? 'unknown',
    incoming.headers['x-forwarded-for'],
    isOfOurProxy(incoming) ? env().TRUSTED_PROXIES : 0,
  )
}
