import { z } from 'zod'
import { chinaTime } from './clock'

/**
 * How much is known of an instant: its year, its month, its day, or the time as well. An older register may tell no more
 * than the month of a registration; `at` is then the first instant, in China, of what is known.
 */
export const datePrecision = z.enum(['YEAR', 'MONTH', 'DAY', 'TIME'])
export type DatePrecision = z.output<typeof datePrecision>
export type Moment = { at: Date; precision: DatePrecision }

const LENGTHS: Record<DatePrecision, number> = { YEAR: 4, MONTH: 7, DAY: 10, TIME: 19 }

/** As much as is known: `2020`, `2020-05`, `2020-05-06` or, in China's time, `2020-05-06 20:30:00`. */
export function knownTime(at: Date | string, precision: DatePrecision): string {
  return chinaTime(new Date(at)).slice(0, LENGTHS[precision])
}

/** The same without the time of the day. */
export function knownDay(at: Date | string, precision: DatePrecision): string {
  return knownTime(at, precision).slice(0, LENGTHS.DAY)
}
