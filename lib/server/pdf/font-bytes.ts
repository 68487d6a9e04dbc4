import { readFile } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'

/**
 * A font file as uncompressed TrueType or OpenType. fontkit reads both web formats itself, but cannot subset WOFF2 for
 * embedding in a PDF, and inflates WOFF in JavaScript again for each glyph: a second for a letter.
 */
export async function fontBytes(file: string): Promise<Buffer> {
  const bytes = await readFile(file)
  const kind = bytes.toString('latin1', 0, 4)
  if (kind === 'wOFF') return unpackWoff(bytes)
  if (kind !== 'wOF2') return bytes
  const { default: decompress } = await import('woff2-encoder/decompress')
  return Buffer.from(await decompress(bytes))
}

const WOFF = { header: 44, entry: 20 }
const SFNT = { header: 12, entry: 16 }

/** WOFF 1.0 (https://www.w3.org/TR/WOFF/): a font's tables, each deflated or stored. */
function unpackWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const entries = Array.from({ length: count }, (_, index) => {
    const at = WOFF.header + index * WOFF.entry
    const [offset, packed, length] = [4, 8, 12].map((part) => woff.readUInt32BE(at + part)) as [
      number,
      number,
      number,
    ]
    const stored = woff.subarray(offset, offset + packed)
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.subarray(at + 16, at + 20),
      bytes: packed < length ? inflateSync(stored) : stored,
    }
  })
  const begin = SFNT.header + count * SFNT.entry
  const sfnt = Buffer.alloc(entries.reduce((end, { bytes }) => end + padded(bytes.length), begin))
  woff.copy(sfnt, 0, 4, 8)
  sfnt.writeUInt16BE(count, 4)
  let offset = begin
  for (const [index, { tag, checksum, bytes }] of entries.entries()) {
    const at = SFNT.header + index * SFNT.entry
    tag.copy(sfnt, at)
    checksum.copy(sfnt, at + 4)
    sfnt.writeUInt32BE(offset, at + 8)
    sfnt.writeUInt32BE(bytes.length, at + 12)
    bytes.copy(sfnt, offset)
    offset += padded(bytes.length)
  }
  return sfnt
}

/** Tables are aligned to four bytes. */
const padded = (length: number) => Math.ceil(length / 4) * 4
