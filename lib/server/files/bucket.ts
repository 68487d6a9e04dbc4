import { AsyncLocalStorage } from 'node:async_hooks'
import { addAbortSignal, Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { AppError } from '@/lib/core/app-error'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { askOutside, OutsideAway } from '@/lib/server/outside/ask-outside'
import { TIME_OF } from '@/lib/server/outside/services'

/** Until a connection is made, and silence in the middle of an answer. */
const CONNECT_MS = 3_000
/** The slowest way to a bucket that is still one: 800 kbit/s. */
const BYTES_PER_MS = 100
const RETRY_SECONDS = 15

/** For the S3 client: the service is asked twice at most, each time within these. */
export const PATIENCE = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: TIME_OF.storage },
}

/** The call that is under way: the driver passes no signal on. `answerMs`: until an answer begins. */
const calls = new AsyncLocalStorage<{ signal: AbortSignal; answerMs: number }>()

/** Every request of this client, and the answer's body, ends with the signal of its call (`inBucket`). */
export function abortable(client: S3Client): S3Client {
  const handler = client.config.requestHandler
  const handle = handler.handle.bind(handler)
  handler.handle = async (request, options) => {
    const call = calls.getStore()
    if (!call) return handle(request, options)
    const silent = new AbortController()
    const late = setTimeout(() => silent.abort(), call.answerMs)
    const abortSignal = AbortSignal.any([call.signal, silent.signal])
    const answer = await handle(request, { ...options, abortSignal }).finally(() => clearTimeout(late))
    const body: unknown = answer.response.body
    if (body instanceof Readable) addAbortSignal(call.signal, body)
    return answer
  }
  return client
}

/** What a call moves: `sent` bytes before the answer begins, `fetched` at most after. */
export type Moved = { sent?: number; fetched?: number }

/**
 * A call of the bucket that ends in time.
 * @throws AppError UNAVAILABLE when the bucket is away; whatever the driver throws for what the bucket refuses
 */
export async function inBucket<T>(
  { sent = 0, fetched = 0 }: Moved,
  work: () => Promise<T>,
  patienceMs: number,
): Promise<T> {
  const answerMs = patienceMs + Math.ceil(sent / BYTES_PER_MS)
  const timeoutMs = answerMs + Math.ceil(fetched / BYTES_PER_MS)
  try {
    return await askOutside('storage', { timeoutMs, isFault: isAway }, (signal) =>
      calls.run({ signal, answerMs }, work),
    )
  } catch (error) {
    if (!isAway(error)) throw error
    if (!(error instanceof OutsideAway && !error.asked))
      log().error({ error: errorFacts(error) }, 'the bucket of photos gave no answer')
    throw new AppError('UNAVAILABLE', {
      detail: '照片和文件的存储暂时没有应答，请稍后再试',
      retryAfterSeconds: RETRY_SECONDS,
      cause: error,
    })
  }
}

/** An answer with a status below 500 is one, also where the driver has wrapped it. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return true
  if (error instanceof OutsideAway) return true
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } }
  const status = $metadata?.httpStatusCode
  if (status !== undefined) return status >= 500
  return error.cause === undefined ? true : isAway(error.cause)
}

/**
 * The pieces of a body as they are wanted. Time is counted only while the bucket is waited for, not while the reader is slow.
 * @throws AppError UNAVAILABLE when it has taken `patienceMs` longer than a slow way needs
 */
export async function* patiently(body: Readable, patienceMs: number): AsyncGenerator<Buffer> {
  const pieces = body[Symbol.asyncIterator]()
  let waited = 0
  let allowed = patienceMs
  try {
    for (;;) {
      const since = performance.now()
      const late = setTimeout(() => body.destroy(new OutsideAway('storage', true)), allowed - waited)
      const { done, value } = await pieces.next().finally(() => clearTimeout(late))
      if (done) return
      const piece = Buffer.from(value)
      waited += performance.now() - since
      allowed += piece.length / BYTES_PER_MS
      yield piece
    }
  } finally {
    body.destroy()
  }
}
