import { pipeline, Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { SheetRefused } from '../sheet.ts'
import type { SheetSource } from '../source'
import {
  DEFLATED,
  type Entry,
  isEncrypted,
  LOCAL_BYTES,
  LONGEST_END,
  readCentralHeader,
  readEndRecord,
  readLocalHeader,
  STORED,
} from './records.ts'

const BROKEN = '压缩文件或工作簿不完整、已损坏，请在 Excel 或 WPS 中重新另存为 .xlsx'
const TOO_LARGE = '工作簿解压后过大，请拆成几个文件，或另存为 .csv'
const LARGEST_DIRECTORY = 16 * 1024 * 1024
const MAX_PARTS = 2_000

/**
 * Reads the parts of a zip as streams. Does not trust the declared sizes: unpacked bytes are counted and limited.
 */
export class ZipReader {
  /** As they are written, each as often as it is there. */
  readonly titles: readonly string[]
  private readonly source: SheetSource
  private readonly parts: ReadonlyMap<string, Entry>
  private left: number

  private constructor(
    source: SheetSource,
    { parts, titles }: { parts: ReadonlyMap<string, Entry>; titles: readonly string[] },
    unpacked: number,
  ) {
    this.source = source
    this.parts = parts
    this.titles = titles
    this.left = unpacked
  }

  /**
   * @param unpacked limit of all unpacked bytes
   * @throws SheetRefused for a broken or encrypted file
   */
  static async open(source: SheetSource, unpacked = Number.POSITIVE_INFINITY): Promise<ZipReader> {
    return new ZipReader(source, await directoryOf(source), unpacked)
  }

  /** In lower case: part names are case-insensitive (ECMA-376 part 2, 6.2.2.3). */
  names(): string[] {
    return [...this.parts.keys()]
  }

  /** The unpacked size declared in the directory; null when there is no such part. */
  sizeOf(name: string): number | null {
    return this.parts.get(name.toLowerCase())?.size ?? null
  }

  /**
   * Streams the unpacked bytes of a part.
   * @param most limit of its unpacked bytes
   * @throws SheetRefused when it is corrupt or exceeds a limit
   */
  async *bytesOf(name: string, most = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
    const part = this.parts.get(name.toLowerCase())
    if (!part) throw new SheetRefused(BROKEN)
    const header = readLocalHeader(await this.source.read(part.local, part.local + LOCAL_BYTES))
    if (header === null) throw new SheetRefused(BROKEN)
    const start = part.local + header
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

  /** Streams the text of a part: UTF-8, or UTF-16 with a BOM (ECMA-376 part 2, 6.2.5). */
  async *textOf(name: string, most?: number): AsyncGenerator<string> {
    let decoder: TextDecoder | undefined
    for await (const piece of this.bytesOf(name, most)) {
      decoder ??= new TextDecoder(encodingOf(piece))
      yield decoder.decode(piece, { stream: true })
    }
    yield decoder?.decode() ?? ''
  }

  /** The whole text of a small part. */
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

type Contents = { parts: Map<string, Entry>; titles: string[] }

async function directoryOf(source: SheetSource): Promise<Contents> {
  const found = readEndRecord(await source.read(source.size - LONGEST_END, source.size))
  // Zip64 files have maximum values here and are rejected too; a workbook of a million rows does not need Zip64.
  if (!found || found.bytes > LARGEST_DIRECTORY || found.start > source.size || found.count > MAX_PARTS) {
    throw new SheetRefused(BROKEN)
  }
  try {
    return partsOf(await source.read(found.start, source.size), found.count)
  } catch (cause) {
    if (cause instanceof RangeError) throw new SheetRefused(BROKEN, cause)
    throw cause
  }
}

function partsOf(directory: Buffer, count: number): Contents {
  const parts = new Map<string, Entry>()
  const titles: string[] = []
  let at = 0
  for (let index = 0; index < count; index += 1) {
    const found = readCentralHeader(directory, at)
    if (!found) throw new SheetRefused(BROKEN)
    const { entry } = found
    if (isEncrypted(entry)) throw new SheetRefused('工作簿设有密码，请去掉密码后重试')
    if (entry.method !== STORED && entry.method !== DEFLATED) throw new SheetRefused(BROKEN)
    parts.set(entry.name.toLowerCase(), entry)
    titles.push(entry.name)
    at = found.next
  }
  refuseOverlap([...parts.values()])
  return { parts, titles }
}

/** Overlapping parts are read differently by different programs and allow zip bombs. */
function refuseOverlap(parts: Entry[]): void {
  let end = 0
  for (const { local, packed } of parts.toSorted((a, b) => a.local - b.local)) {
    if (local < end) throw new SheetRefused(BROKEN)
    end = local + LOCAL_BYTES + packed
  }
}
