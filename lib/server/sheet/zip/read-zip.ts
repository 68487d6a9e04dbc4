import { pipeline, Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { SheetRefused } from '../sheet'
import type { SheetSource } from '../source'

const BROKEN = '压缩文件或工作簿不完整、已损坏，请在 Excel 或 WPS 中重新另存为 .xlsx'
const TOO_LARGE = '工作簿解压后过大，请拆成几个文件，或另存为 .csv'
const TAIL = Buffer.from([0x50, 0x4b, 0x05, 0x06])
/** The directory's tail with the longest comment. */
const LONGEST_TAIL = 22 + 0xffff
const LARGEST_DIRECTORY = 16 * 1024 * 1024
const MAX_PARTS = 2_000
const LOCAL_HEADER = 30
const STORED = 0
const DEFLATED = 8

type Part = { method: number; packed: number; size: number; local: number }

/**
 * A zip, part by part as streams (PKWARE APPNOTE 4.3): nothing of it is held. Sizes that it tells of itself are not
 * believed: what unpacks is counted, and beyond the bound is an end.
 */
export class ZipFile {
  private left: number

  private constructor(
    private readonly source: SheetSource,
    private readonly parts: ReadonlyMap<string, Part>,
    unpacked: number,
  ) {
    this.left = unpacked
  }

  /**
   * @param unpacked bytes to which all that is read may unpack
   * @throws SheetRefused for a broken or encrypted file
   */
  static async open(source: SheetSource, unpacked = Number.POSITIVE_INFINITY): Promise<ZipFile> {
    return new ZipFile(source, await directoryOf(source), unpacked)
  }

  /** In lower case: names of parts are the same in either (ECMA-376 part 2, 6.2.2.3). */
  names(): string[] {
    return [...this.parts.keys()]
  }

  /** The unpacked size that the directory tells; null for no such part. */
  sizeOf(name: string): number | null {
    return this.parts.get(name.toLowerCase())?.size ?? null
  }

  /**
   * A part, unpacked, piece by piece.
   * @param most bytes to which it may unpack
   * @throws SheetRefused when it does not unpack, or to more
   */
  async *bytesOf(name: string, most = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
    const part = this.parts.get(name.toLowerCase())
    if (!part) throw new SheetRefused(BROKEN)
    const local = await this.source.read(part.local, part.local + LOCAL_HEADER)
    if (local.length < LOCAL_HEADER) throw new SheetRefused(BROKEN)
    const start = part.local + LOCAL_HEADER + local.readUInt16LE(26) + local.readUInt16LE(28)
    const packed = Readable.from(this.source.pieces(start, start + part.packed), { objectMode: false })
    // A failing source destroys the inflater, which then throws below.
    const inflate = createInflateRaw({ chunkSize: 1 << 18 })
    const plain = part.method === STORED ? packed : pipeline(packed, inflate, () => undefined)
    let size = 0
    try {
      for await (const piece of plain as AsyncIterable<Buffer>) {
        size += piece.length
        this.left -= piece.length
        if (size > most || this.left < 0) throw new SheetRefused(TOO_LARGE)
        yield piece
      }
    } catch (cause) {
      throw cause instanceof SheetRefused ? cause : new SheetRefused(BROKEN, cause)
    }
  }

  /** The text of a part, piece by piece: UTF-8, or UTF-16 with its mark (ECMA-376 part 2, 6.2.5). */
  async *textOf(name: string, most?: number): AsyncGenerator<string> {
    let decoder: TextDecoder | undefined
    for await (const piece of this.bytesOf(name, most)) {
      decoder ??= new TextDecoder(encodingOf(piece))
      yield decoder.decode(piece, { stream: true })
    }
    yield decoder?.decode() ?? ''
  }

  /** A small part as a whole. */
  async whole(name: string, most = 1 << 26): Promise<string> {
    const pieces: string[] = []
    for await (const piece of this.textOf(name, most)) pieces.push(piece)
    return pieces.join('')
  }
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
}

async function directoryOf(source: SheetSource): Promise<Map<string, Part>> {
  const tail = await source.read(source.size - LONGEST_TAIL, source.size)
  const at = tail.lastIndexOf(TAIL)
  if (at < 0 || at + 22 > tail.length) throw new SheetRefused(BROKEN)
  const [bytes, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
  // Also what the 64-bit form writes here: no workbook of a million rows needs it.
  if (bytes > LARGEST_DIRECTORY || start > source.size) throw new SheetRefused(BROKEN)
  const count = tail.readUInt16LE(at + 10)
  if (count > MAX_PARTS) throw new SheetRefused(BROKEN)
  try {
    return partsOf(await source.read(start, source.size), count)
  } catch (cause) {
    if (cause instanceof RangeError) throw new SheetRefused(BROKEN, cause)
    throw cause
  }
}

function partsOf(directory: Buffer, count: number): Map<string, Part> {
  const parts = new Map<string, Part>()
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw new SheetRefused(BROKEN)
    if (directory.readUInt16LE(at + 8) & 1) throw new SheetRefused('工作簿设有密码，请去掉密码后重试')
    const length = directory.readUInt16LE(at + 28)
    const method = directory.readUInt16LE(at + 10)
    if (method !== STORED && method !== DEFLATED) throw new SheetRefused(BROKEN)
    const name = directory.toString('utf8', at + 46, at + 46 + length).replaceAll('\\', '/')
    parts.set(name.toLowerCase(), {
      method,
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      local: directory.readUInt32LE(at + 42),
    })
    at += 46 + length + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  refuseOverlap([...parts.values()])
  return parts
}

/** Parts over one another would be read by one reader and not by another, and make much of little. */
function refuseOverlap(parts: Part[]): void {
  let end = 0
  for (const { local, packed } of parts.toSorted((a, b) => a.local - b.local)) {
    if (local < end) throw new SheetRefused(BROKEN)
    end = local + LOCAL_HEADER + packed
  }
}
