import type { ReadableField } from './fields'
import type { Found } from './found'
import type { ReadValue } from './values'

const SURE = 0.75
const UNITS: Partial<Record<ReadableField['kind'], RegExp>> = {
  POWER: /(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:k\s*w|千瓦)/gi,
  SPEED: /(\d{3,5})\s*(?:r\s*\/?\s*min|rpm|转)/gi,
}

/** Power in kW and speed in r/min: the number itself; what has another unit is not read as one. */
export function compareNumber(field: ReadableField, typed: number, values: readonly ReadValue[]): Found {
  const read = values
    .filter(({ scope, score }) => (scope === null || scope === field.scope) && score >= SURE)
    .flatMap((value) => numbersIn(field, value).map((number) => ({ number, value })))
  const same = read.find(({ number }) => number === typed)
  if (same) return { result: 'AGREES', value: same.value, lookAlike: false, differing: [] }
  // Several figures on one plate are those of several things.
  const own = read.filter(({ value }) => field.own.includes(value.slot))
  const [one] = own
  return one && own.every(({ number }) => number === one.number)
    ? { result: 'DIFFERS', value: one.value, lookAlike: false, differing: [] }
    : { result: 'NOT_FOUND' }
}

function numbersIn({ kind }: ReadableField, value: ReadValue): number[] {
  const found = [...value.text.matchAll(UNITS[kind] ?? /(?!)/g)].map(([, digits = '']) => digits)
  const bare = /^\d{1,5}(?:[.,]\d{1,2})?$/.exec(value.text.trim())?.[0]
  if (found.length === 0 && value.kind === kind && bare) found.push(bare)
  return found.map((digits) => Number(digits.replace(',', '.')))
}
