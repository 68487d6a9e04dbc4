import type { ReadableField } from './fields'
import type { Found } from './found'
import type { ReadValue } from './values'

const SURE = 0.75
/** 2019-09-10, 2019.09, 2019年9月10日, 2019/9; a year alone only after the label of a date. */
const WRITTEN =
  /(?<!\d)((?:19|20)\d\d)\s*(?:[-./年]\s*(0?[1-9]|1[0-2])(?!\d)(?:\s*[-./月]\s*(0?[1-9]|[12]\d|3[01])(?!\d))?)/g

/** A camera writes the time of the photo into its corner. */
const STAMP = /\d{1,2}:\d\d/

/**
 * Dates, as far as both are precise: of 2019-09-10 and 2019-09 the months agree. The read text shows how much of the date
 * stands on the photo.
 */
export function compareDate(field: ReadableField, typed: string, values: readonly ReadValue[]): Found {
  const read = values
    .filter(({ scope, score }) => (scope === null || scope === field.scope) && score >= SURE)
    .filter(({ text }) => !STAMP.test(text))
    .flatMap((value) => datesIn(value).map((date) => ({ date, value: { ...value, text: date } })))
  const same = read.find(({ date }) => date.startsWith(typed) || typed.startsWith(date))
  if (same) return { result: 'AGREES', value: same.value, lookAlike: false, differing: [] }
  const own = read.filter(({ value }) => field.own.includes(value.slot) && value.kind === 'DATE')
  const [one] = own
  return one && own.every(({ date }) => date === one.date)
    ? { result: 'DIFFERS', value: one.value, lookAlike: false, differing: differingPlaces(typed, one.date) }
    : { result: 'NOT_FOUND' }
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as written. */
export function datesIn({ text, kind }: Pick<ReadValue, 'text' | 'kind'>): string[] {
  const found = [...text.matchAll(WRITTEN)].map(([, year, month, day]) =>
    [year, month, day]
      .filter((part) => part !== undefined)
      .map((part) => part.padStart(2, '0'))
      .join('-'),
  )
  const year = kind === 'DATE' ? /^((?:19|20)\d\d)年?$/.exec(text.trim())?.[1] : undefined
  return found.length === 0 && year ? [year] : found
}

const differingPlaces = (typed: string, read: string) =>
  [...read].flatMap((sign, at) => (at < typed.length && sign !== typed[at] ? [at] : []))
