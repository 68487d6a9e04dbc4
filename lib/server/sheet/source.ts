import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

/** The bytes of a file in memory or on disk, for streaming and random access. */
export type SheetSource = {
  size: number
  /** The bytes from `start` to `end`; fewer at the end of the file. */
  read(start: number, end: number): Promise<Buffer>
  pieces(start?: number, end?: number): AsyncIterable<Buffer>
}

const PIECE = 1 << 17

export function bytesSource(bytes: Buffer): SheetSource {
  return {
    size: bytes.length,
    read: async (start, end) => bytes.subarray(Math.max(0, start), Math.max(0, end)),
    async *pieces(start = 0, end = bytes.length) {
      for (let at = start; at < end; at += PIECE) yield bytes.subarray(at, Math.min(end, at + PIECE))
    },
  }
}

async function sizeOf(path: string): Promise<number> {
  const file = await open(path)
  try {
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}

export async function fileSource(path: string): Promise<SheetSource> {
  const size = await sizeOf(path)
  return {
    size,
    async read(start, end) {
      const from = Math.max(0, start)
      const handle = await open(path)
      try {
        const length = Math.max(0, Math.min(end, size) - from)
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from)
        return buffer.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
    async *pieces(start = 0, end = size) {
      if (end <= start) return
      yield* createReadStream(path, { start, end: end - 1, highWaterMark: PIECE }) as AsyncIterable<Buffer>
    },
  }
}
