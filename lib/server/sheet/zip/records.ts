import { isUtf8 } from 'node:buffer'

/** The records of a zip (PKWARE APPNOTE 4.3), for reading and writing. Without Zip64 (4.3.14). */

export const STORED = 0
export const DEFLATED = 8
/** Bit 0: the content is encrypted. */
const ENCRYPTED = 0x0001
/** Bit 3: sizes follow the content. Bit 11: names are UTF-8. */
export const STREAMED = 0x0808
/** Sizes and offsets have 32 bits. */
export const LARGEST = 0xffff_ffff

const VERSION = 20
/** 1980-01-01, the earliest date of the format; the real date is not written. */
const DAY = 0x21

const LOCAL = 0x04034b50
const DESCRIPTOR = 0x08074b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
export const LOCAL_BYTES = 30
const CENTRAL_BYTES = 46
const END_BYTES = 22
/** The end record with the longest comment. */
export const LONGEST_END = END_BYTES + 0xffff

/** One file of a zip, as in its directory. */
export type Entry = {
  name: string
  flags: number
  method: number
  crc: number
  packed: number
  size: number
  /** Offset of its local header. */
  local: number
}
export type Directory = { count: number; bytes: number; start: number }

export function localHeader({ name, flags, method }: Pick<Entry, 'name' | 'flags' | 'method'>): Buffer {
  const title = Buffer.from(name)
  const header = Buffer.alloc(LOCAL_BYTES)
  header.writeUInt32LE(LOCAL)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(method, 8)
  header.writeUInt16LE(DAY, 12)
  header.writeUInt16LE(title.length, 26)
  return Buffer.concat([header, title])
}

/** @returns bytes from the start of the local header to the content, or null for a truncated header */
export function readLocalHeader(header: Buffer): number | null {
  if (header.length < LOCAL_BYTES) return null
  return LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28)
}

/** Follows a content whose sizes were not known beforehand. */
export function dataDescriptor({ crc, packed, size }: Entry): Buffer {
  const descriptor = Buffer.alloc(16)
  descriptor.writeUInt32LE(DESCRIPTOR)
  descriptor.writeUInt32LE(crc, 4)
  descriptor.writeUInt32LE(packed, 8)
  descriptor.writeUInt32LE(size, 12)
  return descriptor
}

export function centralHeader({ name, flags, method, crc, packed, size, local }: Entry): Buffer {
  const title = Buffer.from(name)
  const header = Buffer.alloc(CENTRAL_BYTES)
  header.writeUInt32LE(CENTRAL)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(VERSION, 6)
  header.writeUInt16LE(flags, 8)
  header.writeUInt16LE(method, 10)
  header.writeUInt16LE(DAY, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(size, 24)
  header.writeUInt16LE(title.length, 28)
  header.writeUInt32LE(local, 42)
  return Buffer.concat([header, title])
}

/**
 * The directory's entry at this offset, and the offset of the next one.
 * @returns null when there is no entry here
 * @throws RangeError when it is truncated
 */
export function readCentralHeader(directory: Buffer, at: number): { entry: Entry; next: number } | null {
  if (directory.readUInt32LE(at) !== CENTRAL) return null
  const nameEnd = at + CENTRAL_BYTES + directory.readUInt16LE(at + 28)
  const entry = {
    // Some programs write \.
    name: nameOf(directory.subarray(at + CENTRAL_BYTES, nameEnd)).replaceAll('\\', '/'),
    flags: directory.readUInt16LE(at + 8),
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    packed: directory.readUInt32LE(at + 20),
    size: directory.readUInt32LE(at + 24),
    local: directory.readUInt32LE(at + 42),
  }
  return { entry, next: nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32) }
}

/** Few programs set the flag of UTF-8; Windows in China writes names in its own encoding (GB 18030). */
function nameOf(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('gb18030').decode(bytes)
}

export function isEncrypted({ flags }: Entry): boolean {
  return (flags & ENCRYPTED) !== 0
}

export function endRecord({ count, bytes, start }: Directory): Buffer {
  const end = Buffer.alloc(END_BYTES)
  end.writeUInt32LE(END)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(bytes, 12)
  end.writeUInt32LE(start, 16)
  return end
}

/**
 * Locates the directory by the last bytes of a file.
 * @returns null when they contain no end record
 */
export function readEndRecord(tail: Buffer): Directory | null {
  const signature = Buffer.alloc(4)
  signature.writeUInt32LE(END)
  const at = tail.lastIndexOf(signature)
  if (at < 0 || at + END_BYTES > tail.length) return null
  return {
    count: tail.readUInt16LE(at + 10),
    bytes: tail.readUInt32LE(at + 12),
    start: tail.readUInt32LE(at + 16),
  }
}
