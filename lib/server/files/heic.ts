import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/core/app-error'
import type { HeicAnswer, HeicLimits } from './heic-worker'

/** Above the largest mode of phones that write HEIC (48 MP); decoding takes about 10 bytes a pixel. */
export const MAX_HEIC_PIXELS = 50_000_000
const LIMITS: HeicLimits = { pixels: MAX_HEIC_PIXELS, memoryBytes: 640 * 1024 * 1024 }
/** A picture of 12 MP takes a second or two on one core. */
const DECODE_TIMEOUT_MS = 30_000
/** The decoder holds 30 MB plus its largest picture: it is stopped after this long without work. */
const IDLE_MS = 30_000
/** At about a second each, the last in the queue is answered before the phone times out. */
const MAX_QUEUED = 12

type Decoded = NonNullable<HeicAnswer>

let worker: Worker | null = null
let idle: NodeJS.Timeout | undefined
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
  clearTimeout(idle)
  const thread = worker ?? start()
  worker = thread
  const answer = await answerOf(thread, file)
  if (answer === 'LATE' || answer === null) {
    // A failure may have left the decoder's memory corrupt.
    stop(thread)
    const detail =
      answer === null
        ? '这张 HEIC 照片已损坏或其编码无法读取，请重新拍摄，或改用 JPEG 格式'
        : '这张 HEIC 照片处理时间过长，请改用 JPEG 格式'
    throw new AppError('UNSUPPORTED_MEDIA', { detail })
  }
  idle = setTimeout(() => stop(thread), IDLE_MS).unref()
  return answer
}

/** Also null when the thread ended without an answer. */
function answerOf(thread: Worker, file: Buffer): Promise<HeicAnswer | 'LATE'> {
  return new Promise((resolve) => {
    const late = setTimeout(() => settle('LATE'), DECODE_TIMEOUT_MS)
    const fail = () => settle(null)
    const settle = (answer: HeicAnswer | 'LATE') => {
      clearTimeout(late)
      thread.off('message', settle).off('error', fail).off('exit', fail)
      resolve(answer)
    }
    thread.on('message', settle).on('error', fail).on('exit', fail)
    thread.postMessage(new Uint8Array(file))
  })
}

function start(): Worker {
  // From the source tree, not bundled into the server: Node runs the TypeScript file directly.
  const file = path.join(process.cwd(), 'lib/server/files/heic-worker.ts')
  const thread = new Worker(/* turbopackIgnore: true */ file, {
    workerData: LIMITS,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 64 },
  })
  // It must not keep the process alive; errors are reported by `answerOf`.
  thread.unref()
  thread.on('error', () => stop(thread))
  return thread
}

function stop(thread: Worker): void {
  if (worker === thread) worker = null
  void thread.terminate()
}
