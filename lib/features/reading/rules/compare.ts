import { codeKey } from '@/lib/core/normalise'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { Comparison, PhotoReading } from '../schema'
import { compareCode } from './compare-code'
import { compareDate } from './compare-date'
import { compareName } from './compare-name'
import { compareNumber } from './compare-number'
import { READABLE, type ReadableField } from './fields'
import type { Found } from './found'
import { type ReadValue, valuesOf } from './values'

type Typed = { field: ReadableField; typed: string | number }

/**
 * Each typed value beside what was read where it may stand, in form order. A value that is nowhere to be read, since no such
 * photo was read, has none.
 */
export function compareTyped(content: FilingContent, readings: readonly PhotoReading[]): Comparison[] {
  const values = readings.flatMap(valuesOf)
  const read = new Set(readings.map(({ slot }) => slot))
  const typed = READABLE.flatMap((field): Typed[] => {
    const value = valueAt(content, field.path)
    const may = field.slots.some((slot) => read.has(slot))
    return may && value !== null && typeof value !== 'boolean' ? [{ field, typed: value }] : []
  })
  const codes = new Set(
    typed.filter(({ field }) => field.way === 'code').map(({ typed }) => codeKey(String(typed))),
  )
  return typed.flatMap(({ field, typed }) => {
    // What is another field's typed value is not this one's with a fault.
    const own = values.filter(
      ({ slot, text }) =>
        field.slots.includes(slot) && (codeKey(text) === codeKey(String(typed)) || !codes.has(codeKey(text))),
    )
    const found = find(field, typed, own)
    return found ? [shown(field.path, typed, found)] : []
  })
}

/**
 * Codes that were typed, while there is no photo on which they may stand: nobody has compared them with anything.
 * @param slots of all photos, read or not
 */
export function codesNowhere(content: FilingContent, slots: readonly PhotoSlot[]): string[] {
  return READABLE.filter(
    (field) =>
      field.way === 'code' &&
      valueAt(content, field.path) !== null &&
      !field.slots.some((slot) => slots.includes(slot)),
  ).map(({ path }) => path)
}

function find(field: ReadableField, typed: string | number, values: readonly ReadValue[]): Found | null {
  if (typeof typed === 'number') return compareNumber(field, typed, values)
  if (field.way === 'date') return compareDate(field, typed, values)
  return (field.way === 'name' ? compareName : compareCode)(field, typed, values)
}

function shown(path: string, typed: string | number, found: Found): Comparison {
  const base = { path, typed: String(typed), result: found.result }
  if (found.result === 'NOT_FOUND')
    return { ...base, read: null, photoId: null, box: null, score: null, lookAlike: false, differing: [] }
  const { value, lookAlike, differing } = found
  return {
    ...base,
    read: value.text,
    photoId: value.photoId,
    box: value.box,
    score: value.score,
    lookAlike,
    differing,
  }
}
