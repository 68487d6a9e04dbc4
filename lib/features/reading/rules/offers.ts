import { MACHINE_ENV_CODE } from '@/lib/features/content/rules/formats'
import { isApprovalNumber, isDisclosureNumber } from '@/lib/features/content/rules/stage-number'
import { FIELD_SHAPES } from '@/lib/features/content/schema/content'
import type { OfferedValue, PhotoReading } from '../schema'
import { datesIn } from './compare-date'
import { READABLE, type ReadableField } from './fields'
import { type ReadValue, valuesOf } from './values'

/** Below that nothing is offered: a wrong value that is confirmed unread is worse than none. */
const SURE = 0.9

/**
 * What a photo offers for the fields of its plate, for the owner to confirm: what stands after a label of the plate, and codes
 * of a form that nothing else has. Two different values for a field offer none.
 */
export function offersOf(reading: PhotoReading): OfferedValue[] {
  const values = valuesOf(reading).filter(({ score }) => score >= SURE)
  return READABLE.filter(({ own }) => own.includes(reading.slot)).flatMap((field) => {
    const offers = values.flatMap((value) => offerOf(field, value))
    const [offer] = offers
    return offer && offers.every(({ value }) => value === offer.value) ? [offer] : []
  })
}

function offerOf(field: ReadableField, value: ReadValue): OfferedValue[] {
  const text = value.text.trim()
  if (!isForField(field, value)) return []
  if (field.way === 'date') return datesIn(value).map((date) => offer(field, date, date))
  if (field.way === 'number') {
    const number = /^(\d{1,5}(?:\.\d{1,2})?)\s*(?:kw|千瓦|r\s*\/?\s*min|rpm)?$/i.exec(text)?.[1]
    return number ? [offer(field, text, Number(number))] : []
  }
  const code = field.way === 'code' ? text.replace(/^[*<>]+|[*<>]+$/g, '').trim() : text
  return FIELD_SHAPES.get(field.path)?.safeParse(code).success ? [offer(field, code, code)] : []
}

const offer = ({ path }: ReadableField, text: string, value: string | number): OfferedValue => ({
  path,
  text,
  value,
})

function isForField({ kind, scope }: ReadableField, value: ReadValue): boolean {
  if (kind === 'ENV_CODE' || kind === 'DISCLOSURE' || kind === 'APPROVAL') {
    if (value.kind !== null && value.kind !== kind) return false
    return isOfForm(kind, value.text)
  }
  return value.kind === kind && (value.scope === null || value.scope === scope)
}

function isOfForm(kind: 'ENV_CODE' | 'DISCLOSURE' | 'APPROVAL', text: string): boolean {
  if (kind === 'DISCLOSURE') return isDisclosureNumber(text)
  if (kind === 'APPROVAL') return isApprovalNumber(text)
  return MACHINE_ENV_CODE.test(text.replace(/[*<>\s]/g, ''))
}
