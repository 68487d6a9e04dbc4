import { create } from 'qrcode'

/**
 * A QR code as one path of unit squares, so that it prints sharp at any size. Level M: a fifteenth may be scratched,
 * and the code stays coarse enough for a cheap phone at arm's length.
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

/** Dark squares in a row are one rectangle: no hair lines between them in print. */
function runLength(
  modules: { size: number; get(row: number, column: number): number },
  row: number,
  from: number,
): number {
  let to = from
  while (to < modules.size && modules.get(row, to)) to += 1
  return to - from
}
