import { halfWidth } from '@/lib/core/normalise'
import { type PlainCell as Cell, isLongNumber, LONG_NUMBER_FAULT } from '@/lib/core/sheet-cell'

/** `warning`: what was read otherwise than it stands there. */
export type Read<T> = { value: T | null; warning?: string } | { fault: string }

/**
 * Text as published: half-width letters and signs, no blanks around it; Chinese punctuation outside the full-width
 * forms stays. A code that a sheet kept as a number and rounded is refused: nobody can restore its last digits.
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

/** Why a number is no code, serial or phone any more, with the mend; null for what is whole. */
export function damagedNumber(cell: Cell): string | null {
  if (typeof cell === 'number' && isLongNumber(cell)) return LONG_NUMBER_FAULT
  if (typeof cell === 'string' && /^\d(\.\d+)?E\+\d+$/i.test(halfWidth(cell).trim())) {
    return '已被 Excel 显示成科学计数；请把这一列设为文本格式后重新填写'
  }
  return null
}

/** Numbers, with or without the unit or dividing commas. */
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

/** Lists are the same for all rows of a file: their words are made comparable once. */
const comparable = new WeakMap<Items, Map<string, string>>()

function codesByWord(items: Items): Map<string, string> {
  const known = comparable.get(items)
  if (known) return known
  const made = new Map(
    items.flatMap(({ code, name }) => [[plain(name), code] as const, [plain(code), code] as const]),
  )
  comparable.set(items, made)
  return made
}

/** Items named in a fault: all of a short list. */
const NAMED = 10

/**
 * An item of a list by its code or its name; brackets, blanks, width and case make no difference.
 * @param inOthersWords the code that a word of others means (value-words.ts); it counts when the list has it
 */
export function itemOf(
  cell: Cell,
  items: Items,
  inOthersWords?: (text: string) => string | null,
): Read<string> {
  const read = textOf(cell)
  if ('fault' in read || read.value === null) return read
  const found = codesByWord(items).get(plain(read.value)) ?? inOthersWords?.(read.value) ?? null
  if (found !== null && items.some(({ code }) => code === found)) return { value: found }
  const some = items.slice(0, NAMED).map(({ name }) => name)
  const words = `${some.join('、')}${items.length > NAMED ? ' 等' : ''}`
  return { fault: `“${read.value.slice(0, 30)}”不在可选范围内，应为 ${words}` }
}

function plain(text: string): string {
  return halfWidth(text)
    .replace(/[\s()]/g, '')
    .toUpperCase()
}
