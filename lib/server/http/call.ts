import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import { env } from '@/lib/server/env'
import { peerAddress } from './peer-address'
import { leavesTooMuch } from './unread-body'

/** What the server that mounts the API knows beside the request; plain Next knows none of it. */
export type Bindings = {
  /** Node's own message: its body is read from here, bounded and without closing the connection. */
  incoming?: IncomingMessage
  /** The caller's address, where the call comes from a page of this very process. */
  peer?: string
}

/** One call of the API. */
export type Call = {
  request: Request
  params: Record<string, string>
  /** The caller's address, for limits and lock-outs; `unknown` behind plain Next, which hides the socket. */
  address: string
  /** Whoever stops reading leaves the rest where it is: the connection must still carry the answer. */
  body: AsyncIterable<Uint8Array> | null
  /** Is a long text to be compressed? Plain Next does it itself. */
  gzip: boolean
  /** Headers that the state of the connection asks for. */
  connectionHeaders(): { connection?: 'close' }
}

export type ApiContext = Context<{ Bindings: Bindings }>

/** The call as the router hands it over. */
export function callOf(context: ApiContext): Call {
  const request = context.req.raw
  const { incoming, peer }: Bindings = context.env ?? {}
  return {
    request,
    params: context.req.param(),
    address: incoming ? addressOf(incoming) : (peer ?? 'unknown'),
    body: incoming
      ? incoming.iterator({ destroyOnReturn: false })
      : (request.body?.values({ preventCancel: true }) ?? null),
    gzip: incoming !== undefined && acceptsGzip(request),
    connectionHeaders: () => (incoming && leavesTooMuch(incoming) ? { connection: 'close' } : {}),
  }
}

const acceptsGzip = ({ headers }: Request): boolean => /\bgzip\b/.test(headers.get('accept-encoding') ?? '')

/**
 * Who called: the socket's other end or, behind trusted proxies, the one that the outermost of them saw. What a client
 * writes itself is not believed, so limits and lock-outs cannot be talked into another address.
 */
export function addressOf(incoming: IncomingMessage): string {
  return peerAddress(
    incoming.socket.remoteAddress ?? 'unknown',
    incoming.headers['x-forwarded-for'],
    env().TRUSTED_PROXIES,
  )
}
