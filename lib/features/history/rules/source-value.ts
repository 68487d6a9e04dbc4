import { halfWidth } from '@/lib/core/normalise'
import type { PlainCell } from '@/lib/core/sheet-cell'
import { damagedNumber } from '@/lib/features/catalogue/rules/cells'

/** A value of a file as a cell; null for what is none, such as a list. */
export function cellOf(source: unknown): PlainCell {
  const plain = typeof source === 'string' || typeof source === 'number' || typeof source === 'boolean'
  return plain || source instanceof Date ? source : null
}

/** The same as text, without blanks around it. */
export function textAt(source: unknown): string {
  const cell = cellOf(source)
  if (cell === null) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : halfWidth(String(cell)).trim()
}

/** Why a value that a sheet or a program kept as a number is no text any more; null for what is whole. */
export function damageOf(source: unknown): string | null {
  return damagedNumber(cellOf(source))
}
