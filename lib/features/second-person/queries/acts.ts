import type { StaffActor } from '@/lib/core/actor'
import type { Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { mayOf } from '../policy'
import { ACT_PAYLOADS, ACTS, type PendingAct } from '../schema'
import { confirmersFor } from './confirmers'
import { changedActs } from './subjects'

export const WITH_PEOPLE = {
  askedBy: { select: { name: true, bureau: { select: { name: true } } } },
  decidedBy: { select: { name: true } },
} as const

type ActRow = Prisma.PendingActGetPayload<{ include: typeof WITH_PEOPLE }>
/** The client, or a transaction, limited to the tables needed. */
type ActReader = Pick<
  Tx,
  'pendingAct' | 'machine' | 'numberSeries' | 'division' | 'staff' | 'identityDispute'
>

/** The acts that wait for a second person about these subjects, the oldest first. The caller has checked the subjects' area. */
export async function waitingActs(
  reader: ActReader,
  actor: StaffActor,
  subjectIds: string[],
): Promise<PendingAct[]> {
  const rows = await reader.pendingAct.findMany({
    where: { subjectId: { in: subjectIds }, state: 'WAITING', lapsesAt: { gt: new Date() } },
    include: WITH_PEOPLE,
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
  })
  return toPendingActs(reader, actor, rows)
}

/** Rows → what is shown of them; the queries run one after another, since a transaction has one connection. */
export async function toPendingActs(
  reader: ActReader,
  actor: StaffActor,
  rows: readonly ActRow[],
): Promise<PendingAct[]> {
  if (rows.length === 0) return []
  const now = new Date()
  const waiting = rows.filter(({ state, lapsesAt }) => state === 'WAITING' && lapsesAt > now)
  const changed = await changedActs(reader, waiting)
  const confirmersOf = await confirmersFor(reader, waiting)
  const divisions = await reader.division.findMany({
    where: { code: { in: rows.map(({ divisionCode }) => divisionCode) } },
    select: { code: true, fullName: true },
  })
  const nameOf = new Map(divisions.map(({ code, fullName }) => [code, fullName]))
  return rows.map((row) => ({
    ...factsOf(row),
    divisionName: nameOf.get(row.divisionCode) ?? '',
    own: row.askedById === actor.id,
    // Until the job has come by.
    state: row.state === 'WAITING' && !waiting.includes(row) ? 'LAPSED' : row.state,
    changed: changed.has(row),
    may: mayOf(actor, { ...row, changed: changed.has(row) }, now),
    ...(waiting.includes(row) ? confirmersOf(row) : { confirmers: [], notYet: [] }),
  }))
}

function factsOf(row: ActRow) {
  return {
    id: row.id,
    kind: row.kind,
    subject: { type: ACTS[row.kind].subject, id: row.subjectId, label: row.subjectLabel },
    emissionStage:
      row.kind === 'CORRECT_STAGE' ? ACT_PAYLOADS.CORRECT_STAGE.parse(row.payload).emissionStage : null,
    reason: row.reason,
    askedBy: row.askedBy.name,
    askedByBureau: row.askedBy.bureau.name,
    askedAt: row.askedAt.toISOString(),
    lapsesAt: row.lapsesAt.toISOString(),
    decidedBy: row.decidedBy?.name ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    declineReason: row.declineReason,
  }
}
