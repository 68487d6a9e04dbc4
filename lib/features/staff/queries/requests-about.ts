import type { StaffActor, StaffRole } from '@/lib/core/actor'
import { toPendingActs, WITH_PEOPLE, waitingActs } from '@/lib/features/second-person/queries/acts'
import type { PendingAct } from '@/lib/features/second-person/schema'
import type { Tx } from '@/lib/server/database/db'

type Person = { id: string; role: StaffRole; disabledAt: Date | null }

/**
 * Of those who are disabled: what was asked for last since then, if it did not enable them.
 * @returns by id of the person
 */
export async function requestsToEnable(
  reader: Tx,
  actor: StaffActor,
  people: readonly Person[],
): Promise<Map<string, PendingAct>> {
  const disabledAt = new Map(people.flatMap((each) => (each.disabledAt ? [[each.id, each.disabledAt]] : [])))
  if (disabledAt.size === 0) return new Map()
  const rows = await reader.pendingAct.findMany({
    where: { kind: 'ENABLE_STAFF', subjectId: { in: [...disabledAt.keys()] } },
    include: WITH_PEOPLE,
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
  })
  const since = rows.filter(({ subjectId, askedAt }) => askedAt >= (disabledAt.get(subjectId) ?? askedAt))
  const last = new Map(since.map((row) => [row.subjectId, row]))
  const unanswered = [...last.values()].filter(({ state }) => state !== 'CONFIRMED')
  const acts = await toPendingActs(reader, actor, unanswered)
  return new Map(acts.map((act) => [act.subject.id, act]))
}

/** Of security administrators who work: the request to disable them that waits. @returns by id of the person */
export async function requestsToDisable(
  reader: Tx,
  actor: StaffActor,
  people: readonly Person[],
): Promise<Map<string, PendingAct>> {
  const ids = people
    .filter(({ role, disabledAt }) => role === 'SECURITY_ADMINISTRATOR' && !disabledAt)
    .map(({ id }) => id)
  const acts = ids.length === 0 ? [] : await waitingActs(reader, actor, ids)
  return new Map(acts.filter(({ kind }) => kind === 'DISABLE_STAFF').map((act) => [act.subject.id, act]))
}
