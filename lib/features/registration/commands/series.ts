import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { areaContains, areaPrefix } from '@/lib/core/area'
import { waitingActs } from '@/lib/features/second-person/queries/acts'
import { audit } from '@/lib/server/audit/audit'
import { transact, violates } from '@/lib/server/database/db'
import { toSeries, WITH_DIVISION } from '../queries'
import { type createSeriesEndpoint, greatestSerial, type patchSeriesEndpoint, type Series } from '../schema'

type NewSeries = z.output<typeof createSeriesEndpoint.body>
type SeriesChange = z.output<typeof patchSeriesEndpoint.body> & { id: string }

/**
 * Creates a number series for a division of the actor's area. The database's exclusion constraint rejects overlapping
 * series across the country; a trigger rejects a series that contains a number loaded from an older register.
 * @throws AppError INVALID for a division outside the area, SERIES_OVERLAP
 */
export async function createSeries(actor: StaffActor, input: NewSeries): Promise<Series> {
  if (!areaContains(actor.divisionCode, input.divisionCode)) {
    throw fieldError('divisionCode', '只能为本辖区的区划设置号段')
  }
  return withOverlapErrors(() =>
    transact(async (tx) => {
      const division = await tx.division.findUnique({ where: { code: input.divisionCode } })
      if (!division) throw fieldError('divisionCode', '没有这个行政区划')
      const data = { ...input, nextSerial: input.firstSerial }
      const row = await tx.numberSeries.create({ data, include: WITH_DIVISION })
      const { prefix, firstSerial, lastSerial } = row
      await audit(tx, actor, {
        action: 'series.create',
        subjectType: 'series',
        subjectId: row.id,
        districtCode: row.divisionCode,
        details: { prefix, firstSerial, lastSerial, warnBelow: row.warnBelow },
      })
      return toSeries(row, actor, [])
    }),
  )
}

/**
 * Extends, shortens (not below the numbers in use), enables or disables a series, or changes its warning threshold.
 * @throws AppError NOT_FOUND outside the area; INVALID for a last number below the used ones or too long for the prefix;
 *   SERIES_OVERLAP
 */
export async function changeSeries(actor: StaffActor, { id, ...change }: SeriesChange): Promise<Series> {
  const where = { id, divisionCode: { startsWith: areaPrefix(actor.divisionCode) } }
  return withOverlapErrors(() =>
    transact(async (tx) => {
      const before = await tx.numberSeries.findFirst({ where })
      if (!before) throw new AppError('NOT_FOUND')
      const { lastSerial } = change
      if (lastSerial !== undefined && lastSerial > greatestSerial(before.prefix)) {
        throw fieldError('lastSerial', '前缀加流水号超过 8 位，请减小止号')
      }
      // Checked in the WHERE of the update, because approvals allot numbers concurrently.
      const aboveUsed =
        lastSerial === undefined
          ? {}
          : { nextSerial: { lte: lastSerial + 1 }, firstSerial: { lte: lastSerial } }
      const { count } = await tx.numberSeries.updateMany({ where: { ...where, ...aboveUsed }, data: change })
      if (count === 0) throw fieldError('lastSerial', '止号不能小于已经发放的号码')
      const row = await tx.numberSeries.findUniqueOrThrow({ where: { id }, include: WITH_DIVISION })
      await audit(tx, actor, {
        action: 'series.change',
        subjectType: 'series',
        subjectId: id,
        districtCode: row.divisionCode,
        details: {
          before: { lastSerial: before.lastSerial, warnBelow: before.warnBelow, enabled: before.enabled },
          after: { lastSerial: row.lastSerial, warnBelow: row.warnBelow, enabled: row.enabled },
        },
      })
      return toSeries(row, actor, await waitingActs(tx, actor, [id]))
    }),
  )
}

/** Maps the database's overlap violations to SERIES_OVERLAP. */
async function withOverlapErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (violates(error, 'number_series_apart')) throw new AppError('SERIES_OVERLAP', { cause: error })
    // Raised by the trigger that checks numbers of older registers.
    if (violates(error, 'number_series_free')) {
      const detail = '号段内有已被使用的号码（从旧系统载入），请避开这些号码后重新设置起止号'
      throw new AppError('SERIES_OVERLAP', { detail, cause: error })
    }
    throw error
  }
}
