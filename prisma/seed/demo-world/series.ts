import type { Prisma } from '../../client'
import { idAt } from '../../factories/sequence'
import { numberBody } from '../../factories/series'

/** Where Beijing's demo machines begin: the numbers before the manual's own, 30468844, which the first real filing gets. */
const BEIJING_USED_FROM = 468_801
const BEIJING_NEXT = 468_844

export type Taken = { seriesId: string; body: string }
export type DemoSeries = {
  rows(): Prisma.NumberSeriesCreateManyInput[]
  /** The next number of the area (`11` Beijing, `13` Tangshan). */
  take(districtCode: string): Taken
}

/**
 * Beijing has a first series, used up, and the one in use; Tangshan has one. Numbers taken here are counted, so that
 * `rows()` is to be asked last.
 */
export function demoSeries(createdAt: Date): DemoSeries {
  const series = (divisionCode: string, prefix: string, firstSerial: number, lastSerial: number) => ({
    id: idAt(createdAt),
    divisionCode,
    prefix,
    firstSerial,
    lastSerial,
    nextSerial: firstSerial,
    createdAt,
  })
  const former = series('110000', '30', BEIJING_USED_FROM, BEIJING_NEXT - 1)
  const beijing = series('110000', '30', BEIJING_NEXT, 999_999)
  const tangshan = series('130200', 'EE', 1, 999_999)
  const take = (districtCode: string): Taken => {
    const from = districtCode.startsWith('11') ? former : tangshan
    if (from.nextSerial > from.lastSerial) throw new Error('the demo has more machines than numbers')
    const serial = from.nextSerial
    from.nextSerial += 1
    return { seriesId: from.id, body: numberBody(from, serial) }
  }
  // The former series ends with the last number that the demo used: new filings get theirs from the one in use.
  const rows = () => [{ ...former, lastSerial: former.nextSerial - 1, enabled: false }, beijing, tangshan]
  return { rows, take }
}
