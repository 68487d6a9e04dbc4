import { codeKey, identifyingCode } from '@/lib/core/normalise'
import { align, folded, signsOf } from './align'
import { cutBox } from './boxes'
import type { ReadableField } from './fields'
import type { Found } from './found'
import type { ReadValue } from './values'

/** Below that a reading is no evidence against what was typed. */
const SURE = 0.75
/** Of a code that differs in more of its signs something else is meant, unless its label says that it is the code. */
const NEAR = 0.25
/** Shorter ones are near to anything. */
const LONG_ENOUGH = 6

/** Serials, codes and models: sign by sign, apart from blanks and dividing marks. */
export function compareCode(field: ReadableField, typed: string, values: readonly ReadValue[]): Found | null {
  const key = identifyingCode(typed)
  if (key === null) return null
  const parts = values.filter((value) => fits(field, value)).flatMap((value) => partsOf(value, field))
  const same = parts.find((part) => codeKey(part.text) === key)
  if (same) return { result: 'AGREES', value: same, lookAlike: false, differing: [] }
  const alike = parts.find((part) => folded(codeKey(part.text)) === folded(key))
  if (alike) return differs(typed, alike, true)
  const labelled = values.filter(
    ({ kind, scope, score, slot, text }) =>
      kind === field.kind &&
      (scope === null ? field.own.includes(slot) : scope === field.scope) &&
      score >= SURE &&
      signsOf(text).length >= 3,
  )
  const near = nearest(key, parts) ?? labelled[0]
  return near ? differs(typed, near, false) : { result: 'NOT_FOUND' }
}

/** A value of another label is not the field's; one without, or with one that says less, may be. */
function fits({ kind, scope, way }: ReadableField, value: ReadValue): boolean {
  if (value.scope !== null && scope !== null && value.scope !== scope) return false
  if (value.kind === null || value.kind === kind) return true
  // 编号 alone stands before any code.
  return way === 'code' && value.kind === 'SERIAL' && value.scope === null
}

const differs = (typed: string, value: ReadValue, lookAlike: boolean): Found => ({
  result: 'DIFFERS',
  value,
  lookAlike,
  differing: align(typed, value.text).differing,
})

function nearest(key: string, parts: readonly ReadValue[]): ReadValue | undefined {
  if (key.length < LONG_ENOUGH) return undefined
  const most = Math.max(1, Math.floor(key.length * NEAR))
  return parts
    .filter(({ score }) => score >= SURE)
    .map((part) => ({ part, distance: align(folded(key), folded(codeKey(part.text))).distance }))
    .filter(({ distance }) => distance <= most)
    .sort((one, two) => one.distance - two.distance)[0]?.part
}

/**
 * The text, and each row of its pieces between blanks, marks and changes of the writing: 型号XE215D 挖掘机. Of a code that names
 * one thing no piece is taken out of a longer one: XUG0215 441057 is not 441057.
 */
function partsOf(value: ReadValue, { kind }: ReadableField): ReadValue[] {
  const pieces = [...value.text.matchAll(/[\u3400-\u9fff]+|[^\s:：,，;；()（）|\u3400-\u9fff]+/g)]
  const goesOn = (one = 0, two = 0) => {
    const [before, after] = [pieces[one], pieces[two]]
    if (!before || !after || kind === 'MODEL' || kind === 'FAMILY') return false
    const gap = value.text.slice(before.index + before[0].length, after.index)
    return isCode(before[0]) && isCode(after[0]) && gap.trim() === ''
  }
  const parts = [value]
  for (let first = 0; first < pieces.length; first++) {
    for (let last = first; last < pieces.length && last < first + MOST_PIECES; last++) {
      const [from, to] = [pieces[first], pieces[last]]
      if (!from || !to || goesOn(first - 1, first) || goesOn(last, last + 1)) continue
      const [start, end] = [from.index, to.index + to[0].length]
      if (start === 0 && end === value.text.length) continue
      parts.push({ ...value, text: value.text.slice(start, end), box: cutBox(value, start, end) })
    }
  }
  return parts
}

/** CN FJ G3 00 0L81 000192 000002, and a label in two words. */
const MOST_PIECES = 9
const FIGURE = /^\d+(?:\.\d+)?(?:kw|kg|mm|t|v|r\/min|rpm)$/i
const isCode = (piece: string) => /\d/.test(piece) && !FIGURE.test(piece)
