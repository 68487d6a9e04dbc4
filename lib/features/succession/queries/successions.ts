import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { decodeTimeCursor, toPage } from '@/lib/core/cursor'
import type { PageQuery } from '@/lib/core/page'
import { OPEN_STATUSES } from '@/lib/features/succession-state/rules/actions'
import { auditShown } from '@/lib/server/audit/shown'
import { db, type Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import type { SuccessionView } from '../schema/office'
import { PARTS, toSuccession } from './row'

export type Reader = Pick<Tx, 'succession'>

/** One of the officer's area. @throws AppError NOT_FOUND outside it */
export async function getSuccession(reader: Reader, actor: StaffActor, id: string) {
  const row = await reader.succession.findFirst({ where: { id, ...actor.area }, include: PARTS })
  if (!row) throw new AppError('NOT_FOUND')
  return toSuccession(actor, row, new Date())
}

/** The same for who opens it, which both owners can read (谁看过我的信息). @throws AppError NOT_FOUND outside the area */
export async function openSuccession(actor: StaffActor, id: string) {
  const shown = await getSuccession(db(), actor, id)
  await recordReading(actor, await db().succession.findMany({ where: { id } }))
  return shown
}

function recordReading(actor: StaffActor, rows: readonly Parties[]): Promise<void> {
  return auditShown(
    actor,
    'succession.read',
    rows.flatMap(({ id, fromId, toId, districtCode }) =>
      [fromId, toId].map((accountId) => ({ accountId, districtCode, details: { succession: id } })),
    ),
  )
}
type Parties = { id: string; fromId: string; toId: string; districtCode: string }

function ofView(view: SuccessionView, now: Date): Prisma.SuccessionWhereInput {
  switch (view) {
    case 'WAITING':
      return { status: 'WAITING', ripeAt: { gt: now } }
    case 'RIPE':
      return { status: 'WAITING', ripeAt: { lte: now } }
    case 'OBJECTED':
      return { status: 'OBJECTED' }
    case 'ENDED':
      return { status: { notIn: [...OPEN_STATUSES] } }
  }
}

/**
 * Of the officer's area: open ones by the day on which they are ripe, ended ones newest first; with how many of each are open.
 * That their words were shown is recorded for both owners.
 * @throws AppError MALFORMED for an invalid cursor
 */
export async function listSuccessions(
  actor: StaffActor,
  { view, cursor, limit }: PageQuery & { view: SuccessionView },
) {
  const now = new Date()
  const ended = view === 'ENDED'
  const by = ended ? 'endedAt' : 'ripeAt'
  const [order, past] = ended ? (['desc', 'lt'] as const) : (['asc', 'gt'] as const)
  const last = decodeTimeCursor(cursor)
  const after: Prisma.SuccessionWhereInput = last
    ? { OR: [{ [by]: { [past]: last.at } }, { [by]: last.at, id: { [past]: last.id } }] }
    : {}
  const rows = await db().succession.findMany({
    where: { ...actor.area, AND: [ofView(view, now), after] },
    include: PARTS,
    orderBy: [{ [by]: order }, { id: order }],
    take: limit + 1,
  })
  const count = (of: SuccessionView) =>
    db().succession.count({ where: { ...actor.area, AND: [ofView(of, now)] } })
  const [WAITING, OBJECTED, RIPE] = [await count('WAITING'), await count('OBJECTED'), await count('RIPE')]
  const page = toPage(
    rows,
    limit,
    (row) => [(row[by] ?? row.ripeAt).toISOString(), row.id],
    (row) => row,
  )
  await recordReading(actor, page.data)
  const data = page.data.map((row) => toSuccession(actor, row, now))
  return { ...page, data, counts: { WAITING, OBJECTED, RIPE } }
}
