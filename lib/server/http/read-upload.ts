import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import { AppError } from '@/lib/core/app-error'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import { MAX_PHOTO_BYTES } from '@/lib/core/photo-limit'
import type { Call } from './call'
import { atMost, requireType } from './request-body'

/** Overhead of the multipart format around a file of maximum size. */
const FRAME_BYTES = 64 * 1024
/** Only `file` is asked for; a few more parts do no harm. */
const MOST_PARTS = 20

/** `name` is the sender's file name, for display only; never used as a path. */
export type UploadedFile = { bytes: Buffer; name: string }

/**
 * The one `file` of a multipart body, read as it arrives: no other copy of it is in memory.
 * @throws AppError UNSUPPORTED_MEDIA, MALFORMED, PAYLOAD_TOO_LARGE
 */
export async function readUpload(call: Call, spec: AnyEndpoint): Promise<UploadedFile> {
  const contentType = requireType(call, 'multipart/form-data')
  const most = announcedBytes(call, spec)
  const file: { bytes?: FileBytes; name: string } = { name: '' }
  try {
    const parser = new Busboy({
      headers: { 'content-type': contentType },
      limits: { fileSize: uploadLimit(spec), parts: MOST_PARTS },
      // Without a file name it is a text, whatever its type.
      isPartAFile: (_field, _type, name) => name !== undefined,
    })
    parser.on('file', (field, stream, name) => {
      stream.on('error', () => undefined)
      if (field !== 'file' || file.bytes) return void stream.resume()
      const bytes = new FileBytes(most)
      Object.assign(file, { bytes, name: name ?? '' })
      stream.on('data', (chunk: Buffer) => bytes.add(chunk))
      stream.on('limit', () => parser.destroy(tooLarge(spec)))
    })
    const limit = uploadLimit(spec) + FRAME_BYTES
    await pipeline(
      Readable.from(
        atMost(limit, call, () => tooLarge(spec)),
        { objectMode: false },
      ),
      parser,
    )
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('MALFORMED', { detail: '上传的内容不完整，请重新上传', cause })
  }
  if (!file.bytes) throw new AppError('MALFORMED', { detail: '缺少名为 file 的文件' })
  return { bytes: file.bytes.whole(), name: file.name.replaceAll(/[\p{Cc}\p{Cs}]/gu, '') }
}

/** What a body will take in memory: its announced length, or the limit when it has none. */
export function announcedBytes({ request }: Call, spec: AnyEndpoint): number {
  const limit = uploadLimit(spec) + FRAME_BYTES
  const length = request.headers.get('content-length')
  return length === null ? limit : Math.min(Number(length), limit)
}

/** Written to memory that is asked for once; the system gives pages of it as they are filled. */
class FileBytes {
  private readonly memory: Buffer
  private length = 0

  /** @param most the file is not longer */
  constructor(most: number) {
    this.memory = Buffer.allocUnsafeSlow(most)
  }

  add(chunk: Buffer): void {
    this.length += chunk.copy(this.memory, this.length)
  }

  whole(): Buffer {
    return this.memory.subarray(0, this.length)
  }
}

function uploadLimit({ upload }: AnyEndpoint): number {
  return typeof upload === 'object' ? upload.maxBytes : MAX_PHOTO_BYTES
}

function tooLarge(spec: AnyEndpoint): AppError {
  const what = typeof spec.upload === 'object' ? '文件' : '照片'
  return new AppError('PAYLOAD_TOO_LARGE', {
    detail: `${what}不能超过 ${uploadLimit(spec) / 1024 / 1024} MB`,
  })
}
