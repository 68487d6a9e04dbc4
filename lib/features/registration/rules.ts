/** A number body has eight characters: a series' prefix of 0–4 and its serial in digits (domain.md, Registration number). */
export const BODY_LENGTH = 8
/** No I and no O: they are read as 1 and 0. */
export const PREFIX_PATTERN = /^[0-9A-HJ-NP-Z]{0,4}$/

export type SeriesRange = { prefix: string; firstSerial: number; lastSerial: number }
export type SeriesState = SeriesRange & { nextSerial: number; warnBelow: number; enabled: boolean }

/** The body of a serial; the SQL that allots numbers (commands/allot.ts) makes the same. */
export function numberBody(prefix: string, serial: number): string {
  return prefix + String(serial).padStart(BODY_LENGTH - prefix.length, '0')
}

/** The greatest serial that a prefix leaves room for: 999,999 beside two characters. */
export function greatestSerial(prefix: string): number {
  return 10 ** (BODY_LENGTH - prefix.length) - 1
}

/** How many numbers a series can still give; none when it is switched off. */
export function numbersLeft({ nextSerial, lastSerial, enabled }: SeriesState): number {
  return enabled ? lastSerial - nextSerial + 1 : 0
}

/** Is it time to add a series? */
export function runsLow(series: SeriesState): boolean {
  return series.enabled && numbersLeft(series) < series.warnBelow
}
