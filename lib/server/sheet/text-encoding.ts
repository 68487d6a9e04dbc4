import type { SheetSource } from './source'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/** Looked at in the beginning: whether it is text, and how its lines are divided. */
export const HEAD = 1 << 16
/** Control characters among all bytes that a text with some slips may have; of packed data it is a tenth. */
const SLIPS = 0.02
/** A 16-bit text has a zero in every Latin letter, digit, comma and line end; a table has many of these. */
const ZEROS = 0.04
/** One is always a slip. */
const ALWAYS = 1

/**
 * The encoding of a text, or null for what is no text. A few wrong bytes make no other encoding of it: the lines in
 * which they stand are refused later. UTF-8 is tried first, since GB18030 reads nearly anything.
 */
export async function encodingOf(source: SheetSource): Promise<TextEncoding | null> {
  const head = await source.read(0, HEAD)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  const wide = unmarkedWide(head)
  if (wide) return wide
  if (countOf(head, isControl) > Math.max(ALWAYS, SLIPS * head.length)) return null
  return (await isUtf8(source)) ? 'utf-8' : 'gb18030'
}

function unmarkedWide(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const odd = countOf(head, (byte, place) => byte === 0 && place % 2 === 1)
  const even = countOf(head, (byte, place) => byte === 0 && place % 2 === 0)
  if (odd + even < Math.max(ALWAYS + 1, ZEROS * head.length)) return null
  if (even <= odd / 20) return 'utf-16le'
  return odd <= even / 20 ? 'utf-16be' : null
}

function countOf(bytes: Buffer, found: (byte: number, place: number) => boolean): number {
  let count = 0
  for (let place = 0; place < bytes.length; place += 1) if (found(bytes[place] ?? 0, place)) count += 1
  return count
}

/** Text has tabs and line ends, and no other control characters. */
function isControl(byte: number): boolean {
  return byte < 9 || (byte > 13 && byte < 32)
}

/** Characters beyond ASCII after which nobody needs more to tell. */
const ENOUGH = 2_000

/** Not UTF-8 is where most of what is beyond ASCII makes no character: of GB18030 hardly any does. */
async function isUtf8(source: SheetSource): Promise<boolean> {
  const decoder = new TextDecoder('utf-8')
  let right = 0
  let wrong = 0
  const count = (text: string) => {
    wrong += text.match(/\ufffd/g)?.length ?? 0
    right += text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0
  }
  for await (const piece of source.pieces()) {
    count(decoder.decode(piece, { stream: true }))
    if (right + wrong >= ENOUGH) return right > wrong
  }
  count(decoder.decode())
  return wrong === 0 || right > wrong
}
