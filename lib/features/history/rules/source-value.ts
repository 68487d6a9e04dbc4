import { halfWidth } from '@/lib/core/normalise'
import type { PlainCell } from '@/lib/core/sheet-cell'
import { damagedNumber } from '@/lib/features/catalogue/rules/cells'

/** A value of a file as a cell; null for anything that cannot be one, such as a list. */
export function cellOf(source: unknown): PlainCell {
  const plain = typeof source === 'string' || typeof source === 'number' || typeof source === 'boolean'
  return plain || source instanceof Date ? source : null
}

/** The value as trimmed text. */
export function textAt(source: unknown): string {
  const cell = cellOf(source)
  if (cell === null) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : halfWidth(String(cell)).trim()
}

/** Why a value stored as a number by a spreadsheet or program no longer has its original text; null if it is intact. */
export function damageOf(source: unknown): string | null {
  return damagedNumber(cellOf(source))
}
