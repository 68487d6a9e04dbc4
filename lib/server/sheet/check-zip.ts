import { createInflateRaw } from 'node:zlib'
import { SheetRefused } from './sheet'

const MB = 1024 * 1024
/**
 * What the parts of a workbook may unpack to: `altogether` (200,000 rows of all our columns take about 250 MB), and
 * `whole` for a part that the reader keeps in memory.
 */
const LIMITS = { altogether: 400 * MB, whole: 120 * MB }
const KEPT_WHOLE = /^xl\/(sharedStrings|workbook|styles)\.xml$|\.rels$/
const MAX_PARTS = 2_000

const BROKEN = '文件不完整或已损坏，请在 Excel 或 WPS 中重新另存为 .xlsx 后再上传'
const TOO_LARGE = '工作簿解压后过大，请拆成几个文件，或另存为 .csv 后再上传'

type Part = { name: string; method: number; start: number; packed: number }

/**
 * Unpacks every part of a zip once, counting and keeping nothing, before a reader that trusts it sees the file: a small
 * file that unpacks to gigabytes must not take the server down. Sizes that the file tells of itself are not believed.
 * @throws SheetRefused for a broken, encrypted or too large file
 */
export async function checkZip(bytes: Buffer, limits = LIMITS): Promise<void> {
  let total = 0
  let end = 0
  for (const part of partsOf(bytes).toSorted((a, b) => a.start - b.start)) {
    // Parts that the directory does not name would be read by one reader and not by another.
    if (part.start < end) throw new SheetRefused(BROKEN)
    end = part.start + part.packed
    const most = KEPT_WHOLE.test(part.name) ? limits.whole : limits.altogether
    total += await unpackedSize(
      bytes.subarray(part.start, end),
      part.method,
      Math.min(most, limits.altogether - total),
    )
  }
}

/** The parts as the directory at the end of the file names them (PKWARE APPNOTE 4.3). */
function partsOf(bytes: Buffer): Part[] {
  const tail = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (tail < 0 || tail + 22 > bytes.length) throw new SheetRefused(BROKEN)
  const count = bytes.readUInt16LE(tail + 10)
  if (count > MAX_PARTS) throw new SheetRefused(BROKEN)
  const parts: Part[] = []
  try {
    let at = bytes.readUInt32LE(tail + 16)
    for (let index = 0; index < count; index += 1) {
      if (bytes.readUInt32LE(at) !== 0x02014b50) throw new SheetRefused(BROKEN)
      if (bytes.readUInt16LE(at + 8) & 1) throw new SheetRefused('工作簿设有密码，请去掉密码后再上传')
      const nameLength = bytes.readUInt16LE(at + 28)
      const local = bytes.readUInt32LE(at + 42)
      parts.push({
        name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
        method: bytes.readUInt16LE(at + 10),
        packed: bytes.readUInt32LE(at + 20),
        start: local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28),
      })
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    }
  } catch (cause) {
    if (cause instanceof RangeError) throw new SheetRefused(BROKEN, cause)
    throw cause
  }
  return parts
}

const STORED = 0
const DEFLATED = 8

function unpackedSize(packed: Buffer, method: number, most: number): Promise<number> {
  if (method === STORED) {
    return packed.length > most ? Promise.reject(new SheetRefused(TOO_LARGE)) : Promise.resolve(packed.length)
  }
  if (method !== DEFLATED) return Promise.reject(new SheetRefused(BROKEN))
  return new Promise((resolve, reject) => {
    const inflate = createInflateRaw()
    let size = 0
    inflate.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > most) inflate.destroy(new SheetRefused(TOO_LARGE))
    })
    inflate.once('end', () => resolve(size))
    inflate.once('error', (error) => {
      reject(error instanceof SheetRefused ? error : new SheetRefused(BROKEN, error))
    })
    inflate.end(packed)
  })
}
