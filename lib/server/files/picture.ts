import os from 'node:os'
import path from 'node:path'
import { AppError, fieldError } from '@/lib/core/app-error'
import { log } from '@/lib/server/observe/log'
import type { NoAnswer } from './ask-process'
import type { Picture, PictureFault } from './decode-picture'
import { SideProcess } from './side-process'

export type PictureAnswer = { outcome: Picture | PictureFault; memoryBytes: number; spent: boolean }

const MB = 1024 * 1024
/** A picture of the most pixels, unpacked, and its way through the decoder of HEIC: above it something is wrong. */
const MOST_BYTES = 1_100 * MB
/** Decoded pictures are large: more at once would use all memory. */
const MOST_PROCESSES = 3
/** At about a second each, the last is answered before its phone gives up. */
const MOST_WAITING = 24
const RETRY_SECONDS = 10

/** One processor is for those who wait for a page. */
const processes = Array.from(
  { length: Math.min(MOST_PROCESSES, Math.max(1, os.availableParallelism() - 1)) },
  () =>
    new SideProcess<Buffer, PictureAnswer>({
      file: path.join(process.cwd(), 'lib/server/files/picture-process-worker.ts'),
      // It collects after each picture, and gives large blocks back: 155 MB at most with photos of 5 MB instead of 207, idle 128.
      execArgv: ['--max-old-space-size=128', '--max-semi-space-size=1', '--expose-gc'],
      env: { MALLOC_MMAP_THRESHOLD_: '262144', MALLOC_TRIM_THRESHOLD_: '262144' },
      // A large picture takes a second or two, on a busy machine several.
      // Half the share of whoever waits for a page: with a tenth, a busy server took ten seconds for half a second's work.
      nice: 3,
      limits: { timeoutMs: 30_000, keepBytes: 250 * MB, mostBytes: MOST_BYTES, idleMs: 60_000 },
    }),
)

/**
 * Detects the format of an upload by its content, not its name, and converts it to what is stored and served: in a process of
 * its own with bounded memory and time, whatever is in the file.
 * @throws AppError UNSUPPORTED_MEDIA when it is not JPEG, PNG, WebP, HEIC or AVIF or is damaged, INVALID for too many
 *   pixels, UNAVAILABLE when too many wait, and when the process ended without an answer
 */
export async function readPicture(upload: Buffer): Promise<Picture> {
  const next = processes.reduce((least, other) => (other.waiting < least.waiting ? other : least))
  if (next.waiting >= MOST_WAITING) throw unavailable('同时上传的照片较多，请稍后再试')
  const answer = await next.ask(upload)
  if (typeof answer === 'string') throw withoutAnswer(answer)
  const { outcome } = answer
  if ('fault' in outcome) throw refusalOf(outcome)
  return outcome
}

const REFUSALS: Record<Exclude<PictureFault['fault'], 'PIXELS'>, string> = {
  TYPE: '文件内容不是支持的图片格式，请上传 JPEG、PNG、WebP 或 HEIC 照片',
  CUT: '照片不完整，只有上面一部分，请重新拍摄或选择',
  DAMAGED: '照片已损坏，无法读取，请重新拍摄或选择',
  HEIF_DAMAGED: '这张 HEIC/AVIF 照片无法读取（已损坏，或是连拍、动态照片），请选择单张照片或改用 JPEG 格式',
  HEIC_UNREADABLE: '这张 HEIC 照片已损坏或其编码无法读取，请重新拍摄，或改用 JPEG 格式',
}

function refusalOf(refused: PictureFault): AppError {
  if (refused.fault !== 'PIXELS')
    return new AppError('UNSUPPORTED_MEDIA', { detail: REFUSALS[refused.fault] })
  return fieldError('file', `照片像素过大，请用不超过 ${refused.most / 10_000} 万像素的照片`)
}

/** Too long and too large are of this picture; an end may have another cause, and is worth another try. */
function withoutAnswer(reason: NoAnswer): AppError {
  log().warn({ reason }, 'upload not decoded')
  if (reason === 'ENDED') return unavailable('处理照片时意外中断，这张照片没有收下，请稍后再传')
  const detail =
    reason === 'MEMORY'
      ? '处理这张照片占用的内存过多，请改用较小的照片，或改用 JPEG 格式'
      : '处理这张照片用时过长，请改用较小的照片，或改用 JPEG 格式'
  return new AppError('UNSUPPORTED_MEDIA', { detail })
}

const unavailable = (detail: string) =>
  new AppError('UNAVAILABLE', { detail, retryAfterSeconds: RETRY_SECONDS })
