import { halfWidth } from '@/lib/core/normalise'
import type { Cell } from '@/lib/features/catalogue/rules/cells'

/** A value of a file as a cell; null for what is none, such as a list. */
export function cellOf(source: unknown): Cell {
  const plain = typeof source === 'string' || typeof source === 'number' || typeof source === 'boolean'
  return plain || source instanceof Date ? source : null
}

/** The same as text, without blanks around it. */
export function textAt(source: unknown): string {
  const cell = cellOf(source)
  if (cell === null) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : halfWidth(String(cell)).trim()
}
