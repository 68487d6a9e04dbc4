import type { IncomingMessage } from 'node:http'

/** Limits for discarding a rejected body; beyond them the connection is cut. */
const DISCARD_BYTES = 64 * 1024 * 1024
const DISCARD_MS = 30_000

/** Is the unread body larger than is ever discarded? Then the connection ends with the response. */
export function hasTooMuchUnread(request: IncomingMessage): boolean {
  return !request.complete && Number(request.headers['content-length'] ?? 0) > DISCARD_BYTES
}

/**
 * Reads and discards the rest of a body after the response. Closing the connection at once would reset it while the
 * client is still sending, and the client would lose the response. At the limits the request is destroyed.
 */
export function discardRest(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return
  let left = DISCARD_BYTES
  const timer = setTimeout(() => request.destroy(), DISCARD_MS)
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) request.destroy()
  })
  const finish = () => clearTimeout(timer)
  request.once('end', finish).once('close', finish).once('error', finish)
  request.resume()
}
