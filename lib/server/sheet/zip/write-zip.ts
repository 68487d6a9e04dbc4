import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

const DEFLATED = 8
/** Bit 3: sizes follow the content, which is not known beforehand. Bit 11: names are UTF-8. */
const FLAGS = 0x0808
const VERSION = 20
/** 1980-01-01, the first day that the format knows: a file says in itself when it was made. */
const DAY = 0x21
/** Beyond it a zip needs the 64-bit form, which we never come near. */
const LARGEST = 0xffff_ffff
/** Tables compress well at any level: this one costs a third of the usual time. */
const LEVEL = 2

type Entry = { name: Buffer; crc: number; packed: number; size: number; start: number }

/** Writes a zip from its beginning to its end (PKWARE APPNOTE 4.3), holding nothing but what is under way. */
export class ZipWriter {
  private readonly entries: Entry[] = []
  private written = 0

  /** The pieces of one file inside the zip. */
  async *entry(name: string, content: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
    const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, start: this.written }
    this.entries.push(entry)
    yield this.count(localHeader(entry))
    const deflate = createDeflateRaw({ level: LEVEL })
    // A failing source destroys the deflater, which then throws here.
    pipeline(Readable.from(measured(content, entry), { objectMode: false }), deflate, () => undefined)
    for await (const piece of deflate as AsyncIterable<Buffer>) {
      entry.packed += piece.length
      yield this.count(piece)
    }
    yield this.count(descriptor(entry))
  }

  /** The directory at the end. @throws RangeError for what does not fit into a plain zip */
  end(): Buffer {
    if ([this.written, ...this.entries.map(({ size }) => size)].some((bytes) => bytes > LARGEST)) {
      throw new RangeError('zip larger than 4 GB')
    }
    const directory = Buffer.concat(this.entries.map(centralHeader))
    const tail = Buffer.alloc(22)
    tail.writeUInt32LE(0x06054b50)
    tail.writeUInt16LE(this.entries.length, 8)
    tail.writeUInt16LE(this.entries.length, 10)
    tail.writeUInt32LE(directory.length, 12)
    tail.writeUInt32LE(this.written, 16)
    return Buffer.concat([directory, tail])
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

function localHeader({ name }: Entry): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(DAY, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function descriptor({ crc, packed, size }: Entry): Buffer {
  const sizes = Buffer.alloc(16)
  sizes.writeUInt32LE(0x08074b50)
  sizes.writeUInt32LE(crc, 4)
  sizes.writeUInt32LE(packed, 8)
  sizes.writeUInt32LE(size, 12)
  return sizes
}

function centralHeader({ name, crc, packed, size, start }: Entry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(VERSION, 6)
  header.writeUInt16LE(FLAGS, 8)
  header.writeUInt16LE(DEFLATED, 10)
  header.writeUInt16LE(DAY, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(start, 42)
  return Buffer.concat([header, name])
}
