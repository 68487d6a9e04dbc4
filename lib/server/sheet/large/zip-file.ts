import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { SheetRefused } from '../sheet'

const BROKEN = '文件不完整或已损坏，请在 Excel 或 WPS 中重新另存为 .xlsx'
const TAIL = Buffer.from([0x50, 0x4b, 0x05, 0x06])
/** The directory's tail with the longest comment. */
const LONGEST_TAIL = 22 + 0xffff
const LARGEST_DIRECTORY = 16 * 1024 * 1024
const STORED = 0
const DEFLATED = 8

type Part = { method: number; packed: number; size: number; local: number }

/** A zip on the disk, part by part as streams (PKWARE APPNOTE 4.3): nothing of it is held. */
export class ZipFile {
  private constructor(
    private readonly path: string,
    private readonly parts: ReadonlyMap<string, Part>,
  ) {}

  /** @throws SheetRefused for a broken or encrypted file */
  static async open(path: string): Promise<ZipFile> {
    const file = await open(path)
    try {
      return new ZipFile(path, await directoryOf(file))
    } finally {
      await file.close()
    }
  }

  /** The unpacked size that the directory tells; null for no such part. */
  sizeOf(name: string): number | null {
    return this.parts.get(name)?.size ?? null
  }

  /** The text of a part, piece by piece. @throws SheetRefused when it does not unpack */
  async *textOf(name: string): AsyncGenerator<string> {
    const part = this.parts.get(name)
    if (!part) throw new SheetRefused(BROKEN)
    const file = await open(this.path)
    const local = await readAt(file, part.local, 30).finally(() => file.close())
    const start = part.local + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
    if (part.packed === 0) return
    const packed = createReadStream(this.path, {
      start,
      end: start + part.packed - 1,
      highWaterMark: 1 << 17,
    })
    const decoder = new TextDecoder()
    // A failing source destroys the inflater, which then throws below.
    const inflate = createInflateRaw({ chunkSize: 1 << 18 })
    const plain = part.method === STORED ? packed : pipeline(packed, inflate, () => undefined)
    try {
      for await (const piece of plain as AsyncIterable<Buffer>) yield decoder.decode(piece, { stream: true })
    } catch (cause) {
      throw new SheetRefused(BROKEN, cause)
    }
    yield decoder.decode()
  }

  /** A small part as a whole. */
  async whole(name: string, longest = 1 << 26): Promise<string> {
    let text = ''
    for await (const piece of this.textOf(name)) {
      text += piece
      if (text.length > longest) throw new SheetRefused(BROKEN)
    }
    return text
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead < length) throw new SheetRefused(BROKEN)
  return buffer
}

async function directoryOf(file: FileHandle): Promise<Map<string, Part>> {
  const { size } = await file.stat()
  const length = Math.min(size, LONGEST_TAIL)
  const tail = await readAt(file, size - length, length)
  const at = tail.lastIndexOf(TAIL)
  if (at < 0 || at + 22 > tail.length) throw new SheetRefused(BROKEN)
  const [bytes, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
  // Also what the 64-bit form writes here: no workbook of a million rows needs it.
  if (bytes > LARGEST_DIRECTORY || start + bytes > size) throw new SheetRefused(BROKEN)
  return partsOf(await readAt(file, start, bytes), tail.readUInt16LE(at + 10))
}

function partsOf(directory: Buffer, count: number): Map<string, Part> {
  const parts = new Map<string, Part>()
  try {
    let at = 0
    for (let index = 0; index < count; index += 1) {
      if (directory.readUInt32LE(at) !== 0x02014b50) throw new SheetRefused(BROKEN)
      if (directory.readUInt16LE(at + 8) & 1) throw new SheetRefused('工作簿设有密码，请去掉密码后再载入')
      const name = directory.readUInt16LE(at + 28)
      const method = directory.readUInt16LE(at + 10)
      if (method !== STORED && method !== DEFLATED) throw new SheetRefused(BROKEN)
      parts.set(directory.toString('utf8', at + 46, at + 46 + name), {
        method,
        packed: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        local: directory.readUInt32LE(at + 42),
      })
      at += 46 + name + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
  } catch (cause) {
    if (cause instanceof RangeError) throw new SheetRefused(BROKEN, cause)
    throw cause
  }
  return parts
}
