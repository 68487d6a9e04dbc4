import type { PrismaClient } from '../client'
import type { NumberSeries } from '../generated/client'
import { nextNumber } from './sequence'

/** The letters a number may have: no I, no O. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Counted by itself: there are 1,728 prefixes, and a test of many rows makes as many other things between two series. */
let made = nextNumber()

/** A series of an area, far from the demo's own: prefix of three letters beginning with T, U or V, five digits. */
export function makeSeries(
  db: PrismaClient,
  divisionCode: string,
  overrides: Partial<
    Pick<NumberSeries, 'prefix' | 'firstSerial' | 'lastSerial' | 'nextSerial' | 'warnBelow' | 'enabled'>
  > = {},
): Promise<NumberSeries> {
  made += 1
  const n = made
  const prefix = `${'TUV'[Math.floor(n / 576) % 3]}${LETTERS[Math.floor(n / 24) % 24]}${LETTERS[n % 24]}`
  const firstSerial = overrides.firstSerial ?? 1
  return db.numberSeries.create({
    data: {
      divisionCode,
      prefix,
      lastSerial: 10 ** (8 - (overrides.prefix ?? prefix).length) - 1,
      warnBelow: 1000,
      ...overrides,
      firstSerial,
      nextSerial: overrides.nextSerial ?? firstSerial,
    },
  })
}

/** The eight characters of a serial in a series. */
export function numberBody(series: Pick<NumberSeries, 'prefix'>, serial: number): string {
  return `${series.prefix}${String(serial).padStart(8 - series.prefix.length, '0')}`
}

/** Takes the next number of the area's series, which is made if there is none. */
export async function takeNumber(
  db: PrismaClient,
  divisionCode: string,
): Promise<{ seriesId: string; body: string }> {
  const series =
    (await db.numberSeries.findFirst({
      where: { divisionCode, enabled: true },
      orderBy: { createdAt: 'asc' },
    })) ?? (await makeSeries(db, divisionCode))
  const { nextSerial } = await db.numberSeries.update({
    where: { id: series.id },
    data: { nextSerial: { increment: 1 } },
  })
  return { seriesId: series.id, body: numberBody(series, nextSerial - 1) }
}
