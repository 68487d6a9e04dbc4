import { halfWidth } from '@/lib/core/normalise'
import { type PlainCell as Cell, isLongNumber, LONG_NUMBER_FAULT } from '@/lib/core/sheet-cell'

/** `warning`: how the value read differs from the cell. */
export type Read<T> = { value: T | null; warning?: string } | { fault: string }

/**
 * Text of a cell, trimmed, with half-width letters and signs; Chinese punctuation outside the full-width forms stays.
 * A code that the sheet stored as a rounded number is refused: its last digits are lost.
 */
export function textOf(cell: Cell): Read<string> {
  if (cell === null || cell === '') return { value: null }
  const fault = damagedNumber(cell)
  if (fault !== null) return { fault }
  if (typeof cell === 'number') return { value: String(cell) }
  if (cell instanceof Date) return { value: cell.toISOString().slice(0, 10) }
  if (typeof cell === 'boolean') return { fault: '应填写文字' }
  return { value: halfWidth(cell).trim() || null }
}

/** Why a number is damaged as a code, serial or phone, and what to do; null when it is intact. */
export function damagedNumber(cell: Cell): string | null {
  if (typeof cell === 'number' && isLongNumber(cell)) return LONG_NUMBER_FAULT
  if (typeof cell === 'string' && /^\d(\.\d+)?E\+\d+$/i.test(halfWidth(cell).trim())) {
    return '已被 Excel 显示成科学计数；请把这一列设为文本格式后重新填写'
  }
  return null
}

/** Reads a number, with or without unit or thousands separators. */
export function numberOf(cell: Cell, unit: string | undefined): Read<number> {
  if (cell === null || typeof cell === 'number') return { value: cell }
  if (typeof cell !== 'string') return { fault: '应填写数字' }
  const text = halfWidth(cell).trim()
  if (text === '') return { value: null }
  const bare = unit && text.toLowerCase().endsWith(unit.toLowerCase()) ? text.slice(0, -unit.length) : text
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare.trim()) ? bare.replaceAll(',', '') : bare
  return /^-?\d+(\.\d+)?$/.test(plain.trim()) ? { value: Number(plain) } : { fault: '应填写数字' }
}

type Items = readonly { code: string; name: string }[]

/** Normalised words of each list, cached: the lists are the same for all rows of a file. */
const cache = new WeakMap<Items, Map<string, string>>()

function codesByWord(items: Items): Map<string, string> {
  const cached = cache.get(items)
  if (cached) return cached
  const codes = new Map(
    items.flatMap(({ code, name }) => [[plain(name), code] as const, [plain(code), code] as const]),
  )
  cache.set(items, codes)
  return codes
}

/** At most this many items of a list are named in a fault. */
const MAX_NAMED = 10

/**
 * Finds an item of a list by code or name; brackets, blanks, width and case make no difference.
 * @param synonymOf the code of a synonym (value-words.ts); used when the list has that code
 */
export function itemOf(cell: Cell, items: Items, synonymOf?: (text: string) => string | null): Read<string> {
  const read = textOf(cell)
  if ('fault' in read || read.value === null) return read
  const found = codesByWord(items).get(plain(read.value)) ?? synonymOf?.(read.value) ?? null
  if (found !== null && items.some(({ code }) => code === found)) return { value: found }
  const some = items.slice(0, MAX_NAMED).map(({ name }) => name)
  const words = `${some.join('、')}${items.length > MAX_NAMED ? ' 等' : ''}`
  return { fault: `“${read.value.slice(0, 30)}”不在可选范围内，应为 ${words}` }
}

function plain(text: string): string {
  return halfWidth(text)
    .replace(/[\s()]/g, '')
    .toUpperCase()
}
