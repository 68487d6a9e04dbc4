import { isName, nameKey } from '@/lib/core/normalise'
import { align } from './align'
import type { ReadableField } from './fields'
import type { Found } from './found'
import type { ReadValue } from './values'

const SURE = 0.75
const NEAR = 0.25
const LONG_ENOUGH = 6
/** A maker's whole name. */
const COMPANY = /(?:公司|集团|厂)$/

/** Makers, brands and names: found inside a line, since a plate says more around them. */
export function compareName(field: ReadableField, typed: string, values: readonly ReadValue[]): Found | null {
  if (!isName(typed)) return null
  const key = nameKey(typed).toUpperCase()
  const keyed = values
    .filter(({ scope }) => scope === null || scope === field.scope)
    .map((value) => ({ value, text: nameKey(value.text).toUpperCase() }))
  const same = keyed.find(({ text }) => text.includes(key))
  if (same) return { result: 'AGREES', value: same.value, lookAlike: false, differing: [] }
  const sure = keyed.filter(({ value }) => value.score >= SURE)
  const other =
    sure.find(({ text }) => key.length >= LONG_ENOUGH && isNear(key, text)) ??
    // 液压挖掘机 on the plate of a 履带式液压挖掘机 says less, not otherwise.
    sure.find(({ value, text }) => !key.includes(text) && isOthers(field, value, text))
  if (!other) return { result: 'NOT_FOUND' }
  const { differing } = align(typed, other.value.text)
  return { result: 'DIFFERS', value: other.value, lookAlike: false, differing }
}

const isNear = (key: string, text: string) =>
  align(key, text).distance <= Math.max(1, Math.floor(key.length * NEAR))

/** Another name where the field's stands: after its label, or the one company on the plate of the thing itself. */
function isOthers({ kind, own }: ReadableField, value: ReadValue, text: string): boolean {
  if (!own.includes(value.slot) || !/[\u3400-\u9fffA-Z]{2}/.test(text)) return false
  if (value.kind === kind) return true
  return kind === 'MAKER' && value.kind === null && COMPANY.test(text)
}
