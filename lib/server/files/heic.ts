import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/core/app-error'
import type { HeicAnswer, HeicLimits } from './heic-worker'
import { Thread, ThreadError, threadOptions } from './thread'

/** Above the largest mode of phones that write HEIC (48 MP); decoding takes about 10 bytes a pixel. */
export const MAX_HEIC_PIXELS = 50_000_000
const LIMITS: HeicLimits = { pixels: MAX_HEIC_PIXELS, memoryBytes: 640 * 1024 * 1024 }
/** At about a second each, the last in the queue is answered before the phone times out. */
const MAX_QUEUED = 12

type Decoded = NonNullable<HeicAnswer>

const decoder = new Thread<Uint8Array, HeicAnswer>({
  open: () => {
    const file = path.join(process.cwd(), 'lib/server/files/heic-worker.ts')
    return new Worker(/* turbopackIgnore: true */ file, threadOptions(64, LIMITS))
  },
  // A picture of 12 MP takes a second or two on one core.
  timeoutMs: 30_000,
  // The decoder holds 30 MB plus its largest picture.
  idleMs: 30_000,
})
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * Decodes one HEIC at a time and passes it to `use` before the next one starts: decoded pictures are large.
 * @param use processes the pixels; the next picture waits for it
 * @throws AppError UNSUPPORTED_MEDIA when it cannot be decoded within the limits of time and memory, UNAVAILABLE when the
 *   queue is full
 */
export function withHeic<T>(file: Buffer, use: (picture: Decoded) => Promise<T>): Promise<T> {
  if (waiting >= MAX_QUEUED) {
    const detail = '同时上传的 HEIC 照片较多，请稍后再试'
    throw new AppError('UNAVAILABLE', { detail, retryAfterSeconds: 10 })
  }
  waiting += 1
  const done = last.then(async () => use(await decode(file))).finally(() => (waiting -= 1))
  last = done.catch(() => undefined)
  return done
}

async function decode(file: Buffer): Promise<Decoded> {
  const answer = await decoder.ask(new Uint8Array(file)).catch(reasonOf)
  if (answer !== null && answer !== 'LATE') return answer
  // A failure may have left the decoder's memory corrupt.
  decoder.end()
  const detail =
    answer === null
      ? '这张 HEIC 照片已损坏或其编码无法读取，请重新拍摄，或改用 JPEG 格式'
      : '这张 HEIC 照片处理时间过长，请改用 JPEG 格式'
  throw new AppError('UNSUPPORTED_MEDIA', { detail })
}

function reasonOf(error: unknown): 'LATE' | null {
  return error instanceof ThreadError && error.reason === 'LATE' ? 'LATE' : null
}
