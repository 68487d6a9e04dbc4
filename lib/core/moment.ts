import { z } from 'zod'
import { chinaTime } from './clock'

/**
 * Precision of an instant. An older register may give only the month of a registration; `at` is then the first instant
 * of that month in China.
 */
export const datePrecision = z.enum(['YEAR', 'MONTH', 'DAY', 'TIME'])
export type DatePrecision = z.output<typeof datePrecision>
export type Moment = { at: Date; precision: DatePrecision }

const LENGTHS: Record<DatePrecision, number> = { YEAR: 4, MONTH: 7, DAY: 10, TIME: 19 }
const MINUTE_LENGTH = 16

/** In China's time, to its precision: `2020`, `2020-05`, `2020-05-06` or `2020-05-06 20:30:00`. */
export function knownTime(at: Date | string, precision: DatePrecision): string {
  return chinaTime(new Date(at)).slice(0, LENGTHS[precision])
}

/** As `knownTime`, without seconds: `2020-05-06 20:30`. */
export function knownMinute(at: Date | string, precision: DatePrecision): string {
  return knownTime(at, precision).slice(0, MINUTE_LENGTH)
}

/** As `knownTime`, without the time of day. */
export function knownDay(at: Date | string, precision: DatePrecision): string {
  return knownTime(at, precision).slice(0, LENGTHS.DAY)
}
