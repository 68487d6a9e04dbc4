import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/core/app-error'
import type { HeicAnswer, HeicLimits } from './heic-worker'

/** The largest mode of phones that write HEIC (48 MP); its decoder takes some 10 bytes a pixel. */
export const MAX_HEIC_PIXELS = 50_000_000
const LIMITS: HeicLimits = { pixels: MAX_HEIC_PIXELS, memoryBytes: 640 * 1024 * 1024 }
/** A picture of 12 MP takes a second or two on one processor. */
const DECODE_WITHIN_MS = 30_000
/** The decoder holds 30 MB and what its largest picture took: it goes when nobody has sent one for this long. */
const IDLE_MS = 30_000
/** With one second for each, whoever is last still gets an answer before a phone gives up. */
const MAY_WAIT = 12

type Decoded = NonNullable<HeicAnswer>

let worker: Worker | null = null
let idle: NodeJS.Timeout | undefined
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * Decodes one HEIC after the other, each time handing over before the next is begun: an unpacked picture is large.
 * @param use what is done with the pixels; the next picture waits for it
 * @throws AppError UNSUPPORTED_MEDIA for what cannot be decoded within the limits of time and memory, UNAVAILABLE where
 *   too many wait already
 */
export function withHeic<T>(file: Buffer, use: (picture: Decoded) => Promise<T>): Promise<T> {
  if (waiting >= MAY_WAIT) {
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
    // What failed may have left the decoder's memory in disorder.
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

/** Null as well where the thread ended without an answer. */
function answerOf(thread: Worker, file: Buffer): Promise<HeicAnswer | 'LATE'> {
  return new Promise((resolve) => {
    const late = setTimeout(() => settle('LATE'), DECODE_WITHIN_MS)
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
  // From where it lies, and not as a part of the built server: Node runs it as it stands.
  const file = path.join(process.cwd(), 'lib/server/files/heic-worker.ts')
  const thread = new Worker(/* turbopackIgnore: true */ file, {
    workerData: LIMITS,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 64 },
  })
  // It alone keeps no process alive, and what it fails of is told to whoever waits.
  thread.unref()
  thread.on('error', () => stop(thread))
  return thread
}

function stop(thread: Worker): void {
  if (worker === thread) worker = null
  void thread.terminate()
}
