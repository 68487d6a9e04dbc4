import type { StaffActor } from '@/lib/core/actor'
import { areaChain, areaContains, areaPrefix } from '@/lib/core/area'
import { waitingActs } from '@/lib/features/second-person/queries/acts'
import type { PendingAct } from '@/lib/features/second-person/schema'
import { db } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { numberBody, numbersLeft, runsLow } from './rules/series'
import type { Series } from './schema'

/**
 * The series of the actor's area and below, and those of the city and province above, which it draws from when its own are
 * exhausted. Sorted by division, then prefix.
 */
export async function listSeries(actor: StaffActor): Promise<{ data: Series[] }> {
  const above = areaChain(actor.divisionCode)
  const rows = await db().numberSeries.findMany({
    where: {
      OR: [{ divisionCode: { startsWith: areaPrefix(actor.divisionCode) } }, { divisionCode: { in: above } }],
    },
    include: WITH_DIVISION,
    orderBy: [{ divisionCode: 'asc' }, { prefix: 'asc' }, { firstSerial: 'asc' }],
  })
  const own = rows.filter(({ divisionCode }) => areaContains(actor.divisionCode, divisionCode))
  const pending = await waitingActs(
    db(),
    actor,
    own.map(({ id }) => id),
  )
  return { data: rows.map((row) => toSeries(row, actor, pending)) }
}

export const WITH_DIVISION = { division: { select: { fullName: true } } } as const

type Row = Prisma.NumberSeriesGetPayload<{ include: typeof WITH_DIVISION }>

/** @param pending acts that wait for a second person */
export function toSeries(row: Row, actor: StaffActor, pending: readonly PendingAct[]): Series {
  const { prefix, firstSerial, lastSerial, nextSerial } = row
  return {
    id: row.id,
    divisionCode: row.divisionCode,
    divisionName: row.division.fullName,
    prefix,
    firstSerial,
    lastSerial,
    firstBody: numberBody(prefix, firstSerial),
    lastBody: numberBody(prefix, lastSerial),
    nextBody: nextSerial > lastSerial ? null : numberBody(prefix, nextSerial),
    used: nextSerial - firstSerial,
    left: numbersLeft(row),
    low: runsLow(row),
    warnBelow: row.warnBelow,
    enabled: row.enabled,
    own: areaContains(actor.divisionCode, row.divisionCode),
    unused: nextSerial === firstSerial,
    pendingAct: pending.find(({ subject }) => subject.id === row.id) ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
