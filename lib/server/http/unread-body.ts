import type { IncomingMessage } from 'node:http'

/** Limits for discarding a rejected body; beyond them the connection is cut. */
const DISCARD_BYTES = 64 * 1024 * 1024
const DISCARD_MS = 60_000
/** Of all rejected bodies together: who sends many of them slows down only these. */
const DISCARD_BYTES_PER_MS = 32 * 1024
/** As much at once is not worth a pause. */
const SLACK_MS = 50

/** Is the unread body larger than is ever discarded? Then the connection ends with the response. */
export function hasTooMuchUnread(request: IncomingMessage): boolean {
  return !request.complete && Number(request.headers['content-length'] ?? 0) > DISCARD_BYTES
}

/** Up to this moment, what was discarded is paid for. */
let paidUntil = 0

/**
 * Reads and discards the rest of a body after the response. Closing the connection at once would reset it while the
 * client is still sending, and the client would lose the response. Read slowly, all together with 32 MB a second, and at the limits the request is destroyed.
 */
export function discardRest(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return
  let left = DISCARD_BYTES
  const timer = setTimeout(() => request.destroy(), DISCARD_MS)
  let pause: NodeJS.Timeout | undefined
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) return void request.destroy()
    const now = performance.now()
    paidUntil = Math.max(paidUntil, now) + chunk.length / DISCARD_BYTES_PER_MS
    if (paidUntil - now < SLACK_MS) return
    request.pause()
    clearTimeout(pause)
    pause = setTimeout(() => request.resume(), paidUntil - now)
  })
  const finish = () => {
    clearTimeout(timer)
    clearTimeout(pause)
  }
  request.once('end', finish).once('close', finish).once('error', finish)
  request.resume()
}
