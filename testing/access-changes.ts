import { db } from '@/lib/server/database/db'
import { makeChange } from '@/prisma/factories/change'
import { makeStaff } from '@/prisma/factories/staff'
import { HOME, type Owners } from './access-actors'
import type { Resource } from './access-filings'

/** An undecided change that adds a DPF to a collected machine. */
export async function waitingChange(owners: Owners): Promise<Resource> {
  const filing = { districtCode: HOME, ownerId: owners.own.id }
  const { id, machineId, photoIds } = await makeChange(db(), { filing })
  const include = { photos: true, notices: true, machine: true }
  const state = async () => ({
    change: await db().change.findUnique({ where: { id }, include }),
    events: await db().auditEvent.count({ where: { subjectId: { in: [id, machineId] } } }),
  })
  return { params: { id }, body: { version: 1 }, traces: [id, machineId, ...photoIds], state }
}

/** A colleague's decision on a change that has not taken effect. */
export async function changeDecidedByAnother(owners: Owners): Promise<Resource> {
  const { id: claimedById } = await makeStaff(db(), 'REVIEWER', HOME)
  const filing = { districtCode: HOME, ownerId: owners.own.id }
  const { id: changeId, machineId, photoIds } = await makeChange(db(), { filing, claimedById })
  const takesEffectAt = new Date(Date.now() + 60_000)
  await db().change.update({ where: { id: changeId }, data: { decisionDueAt: takesEffectAt } })
  const decided = { verdict: 'RETURN' as const, input: { comment: '照片不清晰' }, decidedAt: new Date() }
  const { id: decisionId } = await db().deferredChangeDecision.create({
    data: { ...decided, takesEffectAt, changeId, staffId: claimedById, version: 1 },
  })
  const state = async () => ({
    change: await db().change.findUnique({ where: { id: changeId } }),
    decision: await db().deferredChangeDecision.findUnique({ where: { id: decisionId } }),
    events: await db().auditEvent.count({ where: { subjectId: changeId } }),
  })
  const traces = [changeId, decisionId, machineId, ...photoIds]
  return { params: { id: changeId, decisionId }, traces, ofAnother: true, state }
}
