import type { IncomingMessage } from 'node:http'

/** More of a refused body is not read: whoever still sends is cut off. */
const DISCARD_BYTES = 64 * 1024 * 1024
const DISCARD_MS = 30_000

/** Is more of the body announced and still to come than is ever discarded? Then the connection ends with the answer. */
export function leavesTooMuch(request: IncomingMessage): boolean {
  return !request.complete && Number(request.headers['content-length'] ?? 0) > DISCARD_BYTES
}

/**
 * Reads the rest of a body whose answer is sent already, and throws it away. Were the connection closed at once, the
 * system would reset it while the client still sends, and the client would lose the answer. When the bounds are reached
 * the request is destroyed.
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
