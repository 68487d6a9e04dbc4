import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import {
  centralHeader,
  DEFLATED,
  dataDescriptor,
  type Entry,
  endRecord,
  LARGEST,
  localHeader,
  STREAMED,
} from './records'

/** Tables compress well at any level; this one takes a third of the time of the default. */
const LEVEL = 2

/** Writes a zip as a stream, without buffering. */
export class ZipWriter {
  private readonly entries: Entry[] = []
  private written = 0

  /** The chunks of one file inside the zip. */
  async *entry(name: string, content: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
    const entry: Entry = {
      name,
      flags: STREAMED,
      method: DEFLATED,
      crc: 0,
      packed: 0,
      size: 0,
      local: this.written,
    }
    this.entries.push(entry)
    yield this.count(localHeader(entry))
    const deflate = createDeflateRaw({ level: LEVEL })
    // A failing source destroys the deflater, which then throws here.
    pipeline(Readable.from(measured(content, entry), { objectMode: false }), deflate, () => undefined)
    for await (const piece of deflate as AsyncIterable<Buffer>) {
      entry.packed += piece.length
      yield this.count(piece)
    }
    yield this.count(dataDescriptor(entry))
  }

  /** The directory at the end. @throws RangeError when the zip is too large without Zip64 */
  end(): Buffer {
    if ([this.written, ...this.entries.map(({ size }) => size)].some((bytes) => bytes > LARGEST)) {
      throw new RangeError('zip larger than 4 GB')
    }
    const directory = Buffer.concat(this.entries.map(centralHeader))
    const end = endRecord({ count: this.entries.length, bytes: directory.length, start: this.written })
    return Buffer.concat([directory, end])
  }

  private count(piece: Buffer): Buffer {
    this.written += piece.length
    return piece
  }
}

async function* measured(content: AsyncIterable<Buffer> | Iterable<Buffer>, entry: Entry) {
  for await (const piece of content) {
    entry.crc = crc32(piece, entry.crc)
    entry.size += piece.length
    yield piece
  }
}
