import { BODY_LENGTH } from '../schema'

export type SeriesRange = { prefix: string; firstSerial: number; lastSerial: number }
export type SeriesState = SeriesRange & { nextSerial: number; warnBelow: number; enabled: boolean }

/** The body of a serial; must match the SQL of commands/allot.ts. */
export function numberBody(prefix: string, serial: number): string {
  return prefix + String(serial).padStart(BODY_LENGTH - prefix.length, '0')
}

/** How many numbers a series has left; 0 if it is disabled. */
export function numbersLeft({ nextSerial, lastSerial, enabled }: SeriesState): number {
  return enabled ? lastSerial - nextSerial + 1 : 0
}

/** Whether the series is below its warning threshold. */
export function runsLow(series: SeriesState): boolean {
  return series.enabled && numbersLeft(series) < series.warnBelow
}
