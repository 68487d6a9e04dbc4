import http from 'node:http'
import { env } from './env'

const HEADER = 'x-nrmm-peer'
const kept = globalThis as { nrmmPeers?: true }

/**
 * From now on every request that reaches this process carries `x-nrmm-peer`: the address of its socket or, behind
 * trusted proxies, the one that the outermost of them saw. What a client wrote there itself is overwritten, so limits,
 * lock-outs and the look at the figures cannot be talked into another address.
 */
export function notePeers(): void {
  if (kept.nrmmPeers) return
  kept.nrmmPeers = true
  const emit = http.Server.prototype.emit
  http.Server.prototype.emit = function noted(this: http.Server, event: string | symbol, ...args: unknown[]) {
    const [request] = args
    if (event === 'request' && request instanceof http.IncomingMessage) {
      request.headers[HEADER] = peerAddress(
        request.socket.remoteAddress ?? 'unknown',
        request.headers['x-forwarded-for'],
        env().TRUSTED_PROXIES,
      )
    }
    return Reflect.apply(emit, this, [event, ...args])
  } as typeof emit
}

/**
 * Each proxy adds on the right whom it spoke to; the socket is the last of them. Past the trusted ones a client may
 * have written anything.
 */
export function peerAddress(
  socket: string,
  forwarded: string | string[] | undefined,
  trusted: number,
): string {
  const told = [forwarded ?? []].flat().join(',').split(',')
  const chain = [...told.map((part) => part.trim()).filter((part) => part !== ''), socket]
  const address = chain[Math.max(0, chain.length - 1 - trusted)] ?? socket
  return address.replace(/^::ffff:(?=\d+\.)/, '')
}
