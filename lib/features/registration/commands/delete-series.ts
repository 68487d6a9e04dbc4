import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { areaPrefix } from '@/lib/core/area'
import { askSecondPerson } from '@/lib/features/second-person/commands/ask'
import { needsSecondPerson } from '@/lib/features/second-person/queries/needs'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { numberBody, type SeriesRange } from '../rules/series'

type SeriesRow = Prisma.NumberSeriesGetPayload<object>
type Deletion = { id: string; lastSerial: number; reason: string }

/**
 * 删除号段, of which no number was issued; or the request for a second person to confirm it.
 * @param input.lastSerial as it was seen
 * @returns whether it now waits for a second person
 * @throws AppError NOT_FOUND outside the area; IN_USE once a number was issued; VERSION_CONFLICT when its bounds have changed;
 *   STATE_CONFLICT when its deletion waits already
 */
export function deleteSeries(
  actor: StaffActor,
  { id, lastSerial, reason }: Deletion,
): Promise<{ waiting: boolean }> {
  return transact(async (tx) => {
    const series = await ownSeries(tx, actor, id)
    const { prefix, firstSerial, divisionCode } = series
    const seen = { prefix, firstSerial, lastSerial }
    refuseOther(series, seen)
    if (!(await needsSecondPerson(tx, 'DELETE_SERIES', divisionCode))) {
      await removeSeries(tx, actor, { id, seen, reason })
      return { waiting: false }
    }
    const label = `${numberBody(prefix, firstSerial)} 至 ${numberBody(prefix, lastSerial)}`
    const subject = { subjectId: id, label, divisionCode, version: null, reason }
    await askSecondPerson(tx, actor, { ...subject, kind: 'DELETE_SERIES', payload: seen })
    return { waiting: true }
  })
}

type Removal = { id: string; seen: SeriesRange; reason: string; askedBy?: string }

/**
 * Deletes the series if it is still what was seen, and unused. Approvals take numbers meanwhile: the WHERE decides.
 * @throws AppError NOT_FOUND, IN_USE, VERSION_CONFLICT
 */
export async function removeSeries(
  tx: Tx,
  actor: StaffActor,
  { id, seen, reason, askedBy }: Removal,
): Promise<void> {
  const { divisionCode } = await ownSeries(tx, actor, id)
  const { count } = await tx.numberSeries.deleteMany({
    where: { id, divisionCode, ...seen, nextSerial: seen.firstSerial },
  })
  if (count !== 1) {
    refuseOther(await ownSeries(tx, actor, id), seen)
    throw new AppError('VERSION_CONFLICT')
  }
  await audit(tx, actor, {
    action: 'series.delete',
    subjectType: 'series',
    subjectId: id,
    districtCode: divisionCode,
    details: { ...seen, reason, ...(askedBy ? { askedBy } : {}) },
  })
}

async function ownSeries(tx: Tx, actor: StaffActor, id: string): Promise<SeriesRow> {
  const where = { id, divisionCode: { startsWith: areaPrefix(actor.divisionCode) } }
  const series = await tx.numberSeries.findFirst({ where })
  if (!series) throw new AppError('NOT_FOUND')
  return series
}

function refuseOther(series: SeriesRow, seen: SeriesRange): void {
  if (series.nextSerial !== series.firstSerial) {
    throw new AppError('IN_USE', { detail: '这个号段已经发放过号码，不能删除；不再使用的请停用' })
  }
  const same = series.prefix === seen.prefix && series.firstSerial === seen.firstSerial
  if (!same || series.lastSerial !== seen.lastSerial) throw new AppError('VERSION_CONFLICT')
}
