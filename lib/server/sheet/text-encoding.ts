import type { SheetSource } from './source'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/** Bytes inspected at the beginning, to detect encoding, delimiter and line ends. */
export const HEAD = 1 << 16
/** Share of control characters tolerated in a text; compressed data has about a tenth. */
const MAX_CONTROL_SHARE = 0.02
/** A 16-bit text has a zero byte in every Latin letter, digit, comma and line end, of which a table has many. */
const MIN_ZERO_SHARE = 0.04
/** A single control character or zero byte is always tolerated. */
const ALWAYS_TOLERATED = 1

/**
 * The encoding of a text, or null when it is not a text. A few invalid bytes do not change the result: their rows are
 * rejected later. UTF-8 is tried first, since almost any bytes are valid GB18030.
 */
export async function encodingOf(source: SheetSource): Promise<TextEncoding | null> {
  const head = await source.read(0, HEAD)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  const wide = unmarkedWide(head)
  if (wide) return wide
  if (countOf(head, isControl) > Math.max(ALWAYS_TOLERATED, MAX_CONTROL_SHARE * head.length)) return null
  return (await isUtf8(source)) ? 'utf-8' : 'gb18030'
}

function unmarkedWide(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const odd = countOf(head, (byte, place) => byte === 0 && place % 2 === 1)
  const even = countOf(head, (byte, place) => byte === 0 && place % 2 === 0)
  if (odd + even < Math.max(ALWAYS_TOLERATED + 1, MIN_ZERO_SHARE * head.length)) return null
  if (even <= odd / 20) return 'utf-16le'
  return odd <= even / 20 ? 'utf-16be' : null
}

function countOf(bytes: Buffer, found: (byte: number, place: number) => boolean): number {
  let count = 0
  for (let place = 0; place < bytes.length; place += 1) if (found(bytes[place] ?? 0, place)) count += 1
  return count
}

/** Tabs and line ends are text, other control characters are not. */
function isControl(byte: number): boolean {
  return byte < 9 || (byte > 13 && byte < 32)
}

/** Non-ASCII characters after which the decision is certain. */
const ENOUGH = 2_000

/** Not UTF-8 if most of what is not ASCII is invalid: hardly any GB18030 text is valid UTF-8. */
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
