import { BODY_LENGTH } from '../schema'

export type SeriesRange = { prefix: string; firstSerial: number; lastSerial: number }
export type SeriesState = SeriesRange & { nextSerial: number; warnBelow: number; enabled: boolean }

/** The body of a serial; the SQL that allots numbers (commands/allot.ts) makes the same. */
export function numberBody(prefix: string, serial: number): string {
  return prefix + String(serial).padStart(BODY_LENGTH - prefix.length, '0')
}

/** How many numbers a series can still give; none when it is switched off. */
export function numbersLeft({ nextSerial, lastSerial, enabled }: SeriesState): number {
  return enabled ? lastSerial - nextSerial + 1 : 0
}

/** Is it time to add a series? */
export function runsLow(series: SeriesState): boolean {
  return series.enabled && numbersLeft(series) < series.warnBelow
}
