import { create } from 'qrcode'

/**
 * A QR code as one path of unit squares, so that it prints sharply at any size. Level M: about 15 % may be damaged, and
 * the modules stay large enough for a cheap phone at arm's length.
 */
export function qrPath(text: string): { modules: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const parts: string[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; ) {
      const length = runLength(modules, row, column)
      if (length > 0) parts.push(`M${column} ${row}h${length}v1h-${length}z`)
      column += Math.max(1, length)
    }
  }
  return { modules: modules.size, path: parts.join('') }
}

/** Adjacent dark squares form one rectangle: no hairlines between them in print. */
function runLength(
  modules: { size: number; get(row: number, column: number): number },
  row: number,
  from: number,
): number {
  let to = from
  while (to < modules.size && modules.get(row, to)) to += 1
  return to - from
}
