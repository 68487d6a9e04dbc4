import type http from 'node:http'

/** What is left of a body up to this size Node reads by itself after the answer, and the connection goes on. */
const SMALL = 1_000_000
/** More of a refused body is not read: whoever still sends is cut off. */
const DISCARD_BYTES = 64 * 1024 * 1024
const DISCARD_MS = 30_000

/** Is much of the request's body still to come, or nobody knows how much? */
export function hasMuchUnread(request: http.IncomingMessage): boolean {
  if (request.complete) return false
  return 'transfer-encoding' in request.headers || Number(request.headers['content-length'] ?? 0) > SMALL
}

/**
 * Reads the rest of a body whose answer is sent already, and throws it away. Were the connection closed at once, the
 * system would reset it while the client still sends, and the client would lose the answer.
 * @returns when the body is over, the client has left or the bounds are reached; then the request is destroyed
 */
export function discardRest(request: http.IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let left = DISCARD_BYTES
    const timer = setTimeout(() => request.destroy(), DISCARD_MS)
    request.on('data', (chunk: Buffer) => {
      left -= chunk.length
      if (left < 0) request.destroy()
    })
    const finish = () => {
      clearTimeout(timer)
      resolve()
    }
    request.once('end', finish).once('close', finish).once('error', finish)
    request.resume()
  })
}
