import type { StaffRole } from '@/lib/core/actor'
import { db } from '@/lib/server/database/db'
import { encrypt } from '@/lib/server/secrets/secrets'
import { type MadeFiling, makeFiling } from '@/prisma/factories/filing'
import { makeStaff } from '@/prisma/factories/staff'
import { HOME, type Owners } from './access-actors'

/** A row of 东城区 that a path parameter identifies. */
export type Resource = {
  params: Record<string, string>
  /** The account whose it is, where that is not the table's owner: of a unit's people the unit. */
  owner?: string
  /** Body fields that identify the row; override the schema's sample. */
  body?: Record<string, unknown>
  /** State that a refused call must not change. */
  state: () => Promise<unknown>
  /** The row belongs to no area: staff of the right role in any area may access it. */
  everywhere?: boolean
  /** The row is accessible only to its creator, who is none of the callers. */
  ofAnother?: boolean
  /** Of those who may use the route, only these roles see the row. */
  roles?: readonly StaffRole[]
  /** Ids that must not appear in a response to a caller without access. */
  traces: string[]
}
export function make(status: Parameters<typeof makeFiling>[1], owners: Owners): Promise<MadeFiling> {
  return makeFiling(db(), status, { districtCode: HOME, ownerId: owners.own.id })
}

export function resourceOf(filing: MadeFiling): Resource {
  const { id, machineId, pickupId, photoIds } = filing
  return {
    params: { id },
    body: { version: filing.version },
    traces: [id, machineId, pickupId, ...photoIds].filter((trace) => trace !== null),
    state: () => stateOf(filing),
  }
}

/** The filing with its related rows and the number of its audit events. */
async function stateOf({ id, machineId, pickupId }: MadeFiling): Promise<unknown> {
  return {
    filing: await db().filing.findUnique({
      where: { id },
      include: {
        photos: true,
        decisions: true,
        notices: true,
        pickup: true,
        machine: { include: { prints: true } },
      },
    }),
    events: await db().auditEvent.count({
      where: { subjectId: { in: [id, machineId ?? id, pickupId ?? id] } },
    }),
  }
}

/** Entered at a counter of 东城区 by a colleague of the callers. */
export async function assisted(owners: Owners): Promise<Resource> {
  const filing = await make('SUBMITTED', owners)
  const { id: staffId, bureauId } = await makeStaff(db(), 'COUNTER', HOME)
  const entered = { assistedBureauId: bureauId, assistantIds: [staffId] }
  await db().filing.update({ where: { id: filing.id }, data: entered })
  const checked = { bureauId, checkedById: staffId, checkedAt: new Date() }
  const accountId = owners.own.id
  const contactPhone = encrypt('counter_owner.contactPhone', accountId, '13800138000')
  const contact = { contactPhone, contactName: '王小明', contactRelation: '儿子' }
  await db().counterOwner.upsert({
    where: { accountId },
    create: { accountId, ...checked, ...contact },
    update: {},
  })
  return resourceOf(filing)
}

/** Two filings that an officer marked as not duplicates. */
export async function notDuplicates(owners: Owners): Promise<Resource> {
  const [filing, other] = [await make('SUBMITTED', owners), await make('SUBMITTED', owners)]
  const { id: staffId } = await makeStaff(db(), 'REVIEWER', HOME)
  const codes = { filingCodes: '', otherCodes: '', photos: [] }
  const found = { ...codes, reason: '铭牌不同', staffId, dismissedAt: new Date() }
  const { id } = await db().duplicateDismissal.create({
    data: { ...found, filingId: filing.id, otherFilingId: other.id },
  })
  const state = () => db().duplicateDismissal.findMany({ where: { filingId: filing.id } })
  const body = { otherFilingId: other.id, dismissalId: id }
  return { params: { id: filing.id }, body, traces: [filing.id, other.id, id], state }
}
/** A colleague's decision that has not taken effect. */
export async function decidedByAnother(owners: Owners): Promise<Resource> {
  const filing = await make('IN_REVIEW', owners)
  const { id: filingId, version, reviewerId } = filing
  const takesEffectAt = new Date(Date.now() + 60_000)
  await db().filing.update({ where: { id: filingId }, data: { decisionDueAt: takesEffectAt } })
  const decided = { verdict: 'DECLINE' as const, input: { reason: '不属于登记范围' }, decidedAt: new Date() }
  const { id: decisionId } = await db().deferredDecision.create({
    data: { ...decided, takesEffectAt, filingId, staffId: reviewerId ?? '', revision: 1, version },
  })
  const state = async () => ({
    filing: await stateOf(filing),
    decision: await db().deferredDecision.findUnique({ where: { id: decisionId } }),
  })
  const traces = [filingId, decisionId, ...filing.photoIds]
  return { params: { id: filingId, decisionId }, ofAnother: true, traces, state }
}

/** A reviewer's claimed filing and a colleague who could have it. */
export async function claimsOfAnother(owners: Owners): Promise<Resource> {
  const filing = await make('IN_REVIEW', owners)
  const { id: staffId } = await makeStaff(db(), 'REVIEWER', HOME)
  const { params: _, ...resource } = resourceOf(filing)
  return { ...resource, params: { id: filing.reviewerId ?? '' }, body: { ids: [filing.id], staffId } }
}

/** A decided filing that was given to a colleague to be looked at again. */
export async function lookOfAnother(owners: Owners): Promise<Resource> {
  const filing = await make('APPROVED', owners)
  const { id: assigneeId } = await makeStaff(db(), 'REVIEWER', HOME)
  const decision = await db().decision.findFirstOrThrow({ where: { filingId: filing.id } })
  const drawn = { why: 'RANDOM' as const, drawnAt: new Date(), assignedAt: new Date(), assigneeId }
  await db().secondLook.create({
    data: { ...drawn, filingId: filing.id, decisionId: decision.id, deciderId: decision.staffId },
  })
  const state = () =>
    db().secondLook.findUnique({ where: { filingId: filing.id }, include: { findings: true } })
  return { params: { id: filing.id }, ofAnother: true, traces: [filing.id, ...filing.photoIds], state }
}
