import { halfWidth } from '@/lib/core/normalise'

/** A cell of a sheet as its reader gives it. */
export type Cell = string | number | boolean | Date | null
/** `warning`: what was read otherwise than it stands there. */
export type Read<T> = { value: T | null; warning?: string } | { fault: string }

/**
 * Text as published: half-width letters and signs, no blanks around it; Chinese punctuation outside the full-width
 * forms stays. A code that a sheet kept as a number and rounded is refused: nobody can restore its last digits.
 */
export function textOf(cell: Cell): Read<string> {
  if (cell === null || cell === '') return { value: null }
  if (typeof cell === 'number') {
    if (Number.isInteger(cell) && !Number.isSafeInteger(cell)) {
      return { fault: '是数字格式且位数过长，末尾数字已被 Excel 改动；请把这一列设为文本格式后重新填写' }
    }
    return { value: String(cell) }
  }
  if (cell instanceof Date) return { value: cell.toISOString().slice(0, 10) }
  if (typeof cell === 'boolean') return { fault: '应填写文字' }
  if (/^\d(\.\d+)?E\+\d+$/i.test(cell.trim())) {
    return { fault: '已被 Excel 显示成科学计数；请把这一列设为文本格式后重新填写' }
  }
  return { value: halfWidth(cell).trim() || null }
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

/** An item of a list by its code or its name; brackets, blanks, width and case make no difference. */
export function itemOf(cell: Cell, items: Items): Read<string> {
  const read = textOf(cell)
  if ('fault' in read || read.value === null) return read
  const found = codesByWord(items).get(plain(read.value))
  if (found !== undefined) return { value: found }
  const some = items.slice(0, 6).map(({ name }) => name)
  const words = `${some.join('、')}${items.length > 6 ? ' 等' : ''}`
  return { fault: `“${read.value.slice(0, 30)}”不在可选范围内，应为 ${words}` }
}

/** 国Ⅲ, 国III, 国3, 第三阶段, 国三阶段 → 国三. */
export function stageWord(text: string): string {
  const digit = (sign: string) => ({ '1': '一', '2': '二', '3': '三', '4': '四' })[sign] ?? sign
  return text
    .replace(/Ⅳ|IV/i, '四')
    .replace(/Ⅲ|III/i, '三')
    .replace(/Ⅱ|II/i, '二')
    .replace(/(国|第)(?:Ⅰ|I(?![A-Z]))/i, '$1一')
    .replace(/(国|第)([1-4])/, (_, first: string, sign: string) => first + digit(sign))
    .replace(/^第(.)阶段$/, '国$1')
    .replace(/^(国.)阶段$/, '$1')
}

function plain(text: string): string {
  return halfWidth(text)
    .replace(/[\s()]/g, '')
    .toUpperCase()
}
