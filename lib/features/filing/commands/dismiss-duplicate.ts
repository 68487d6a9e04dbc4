import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { codesOf, pairState, sharedPhotos, sideCodes } from '../queries/duplicates'
import type { dismissDuplicateEndpoint } from '../schema/duplicate'
import { stateConflict } from './refusal'

type Finding = z.output<typeof dismissDuplicateEndpoint.body> & { id: string }
const foundPair = z.object({ districtCode: z.string(), otherDistrict: z.string(), same: z.boolean() })
type Found = { districtCode: string | null; otherDistrict: string | null }

/**
 * 认定不是重复: what looks like this filing is another machine. It holds while the compared codes of both are what the
 * officer saw (`state`). Both are in the actor's area: nobody judges what he may not see. A filing that another reviewer
 * has claimed is his to judge. Recorded on both sides.
 * @throws AppError NOT_FOUND, STATE_CONFLICT when the filing is not open, when something of the pair has changed since, or
 * when somebody has just found the same; CLAIMED_BY_OTHER
 */
export function dismissDuplicate(actor: StaffActor, finding: Finding) {
  return transact(async (tx) => {
    await requireOpen(tx, actor, finding.id)
    await endOutdated(tx, actor, finding)
    const dismissalId = newId()
    const found = await insert(tx, actor, finding, dismissalId)
    await record(tx, actor, 'filing.dismiss-duplicate', { ...finding, ...found })
    return { dismissalId }
  })
}

async function requireOpen(tx: Tx, actor: StaffActor, id: string): Promise<void> {
  const filing = await tx.filing.findFirst({
    where: { id, ...actor.area, status: { not: 'DRAFT' } },
    select: { status: true, claimedById: true, claimedBy: { select: { name: true } } },
  })
  if (!filing) throw new AppError('NOT_FOUND')
  if (filing.status !== 'SUBMITTED' && filing.status !== 'IN_REVIEW') throw stateConflict(filing.status)
  if (filing.claimedBy && filing.claimedById !== actor.id)
    throw new AppError('CLAIMED_BY_OTHER', { detail: `该登记正由${filing.claimedBy.name}审核` })
}

/** `filing f` and the other, as `o` or `m`, both of the area. */
function pair(actor: StaffActor, { id, otherFilingId, otherMachineId }: Finding) {
  const machine = otherFilingId === undefined
  const other = machine
    ? Prisma.sql`machine m WHERE m.id = ${otherMachineId}::uuid AND m."filingId" IS NULL AND ${areaSql(actor.area, 'm')}`
    : Prisma.sql`filing o WHERE o.id = ${otherFilingId}::uuid AND o.id <> f.id
        AND o.status NOT IN ('DRAFT', 'WITHDRAWN', 'DECLINED') AND ${areaSql(actor.area, 'o')}`
  return {
    from: Prisma.sql`(SELECT * FROM filing WHERE id = ${id}::uuid FOR UPDATE) f, ${other} AND ${areaSql(actor.area)}`,
    filingId: Prisma.sql`${otherFilingId ?? null}::uuid`,
    machineId: Prisma.sql`${otherMachineId ?? null}::uuid`,
    codes: machine ? codesOf('m') : sideCodes('o'),
    district: Prisma.raw(machine ? 'm."districtCode"' : 'o."districtCode"'),
  }
}

/** A finding about what the pair was before stands in the way of a new one. */
async function endOutdated(tx: Tx, actor: StaffActor, finding: Finding): Promise<void> {
  const { from, filingId, machineId, codes } = pair(actor, finding)
  await tx.$executeRaw`
    UPDATE duplicate_dismissal d SET "endedAt" = ${new Date()}, "endedById" = ${actor.id}::uuid
    FROM (SELECT f.id, ${sideCodes('f')} AS own, ${codes} AS codes, ${sharedPhotos(filingId)} AS photos FROM ${from}) now
    WHERE d."endedAt" IS NULL
      AND ((d."filingId" = now.id AND (d."otherFilingId" = ${filingId} OR d."otherMachineId" = ${machineId})
          AND NOT (d."filingCodes" = now.own AND d."otherCodes" = now.codes AND d.photos @> now.photos))
        OR (d."filingId" = ${filingId} AND d."otherFilingId" = now.id
          AND NOT (d."filingCodes" = now.codes AND d."otherCodes" = now.own AND d.photos @> now.photos)))`
}

async function insert(tx: Tx, actor: StaffActor, finding: Finding, dismissalId: string): Promise<Found> {
  const { from, filingId, machineId, codes, district } = pair(actor, finding)
  const [row] = await rowsOf(tx, foundPair)`
    SELECT f."districtCode", ${district} AS "otherDistrict", ${pairState(filingId, codes)} = ${finding.state} AS same
    FROM ${from}`
  if (!row) throw new AppError('NOT_FOUND')
  if (!row.same)
    throw new AppError('STATE_CONFLICT', { detail: '两件登记的编号或照片已有变化，请刷新后重新核对' })
  const written = await tx.$executeRaw`
    INSERT INTO duplicate_dismissal (id, "filingId", "otherFilingId", "otherMachineId", "filingCodes", "otherCodes",
      photos, reason, "staffId", "dismissedAt")
    SELECT ${dismissalId}::uuid, f.id, ${filingId}, ${machineId}, ${sideCodes('f')}, ${codes},
      ${sharedPhotos(filingId)}, ${finding.reason}, ${actor.id}::uuid, ${new Date()} FROM ${from}
    ON CONFLICT DO NOTHING`
  if (written === 0) throw new AppError('STATE_CONFLICT', { detail: '已有人认定这两件不是重复，请刷新' })
  return row
}

type Recorded = Found & { id: string; otherFilingId?: string; otherMachineId?: string; reason?: string }

async function record(tx: Tx, actor: StaffActor, action: string, about: Recorded): Promise<void> {
  const { id, otherFilingId, otherMachineId, districtCode, otherDistrict, reason } = about
  const why = reason === undefined ? {} : { reason }
  const other = otherFilingId ? { otherFilingId } : { otherMachineId: otherMachineId ?? null }
  await audit(tx, actor, {
    action,
    subjectType: 'filing',
    subjectId: id,
    districtCode,
    details: { ...other, ...why },
  })
  await audit(tx, actor, {
    action,
    subjectType: otherFilingId ? 'filing' : 'machine',
    subjectId: otherFilingId ?? otherMachineId ?? '',
    districtCode: otherDistrict,
    details: { otherFilingId: id, ...why },
  })
}

/**
 * Takes such a finding back, from either side: the pair is in doubt again.
 * @throws AppError NOT_FOUND outside the area or for a finding about other filings, STATE_CONFLICT when it has ended already
 */
export function undoDismissal(actor: StaffActor, id: string, dismissalId: string) {
  return transact(async (tx) => {
    const shown = { AND: [actor.area, { status: { not: 'DRAFT' as const } }] }
    const dismissal = await tx.duplicateDismissal.findFirst({
      where: {
        id: dismissalId,
        OR: [
          { filingId: id, filing: shown },
          { otherFilingId: id, otherFiling: shown },
        ],
      },
      include: {
        filing: { select: { districtCode: true } },
        otherFiling: { select: { districtCode: true } },
        otherMachine: { select: { districtCode: true } },
      },
    })
    if (!dismissal) throw new AppError('NOT_FOUND')
    const { count } = await tx.duplicateDismissal.updateMany({
      where: { id: dismissalId, endedAt: null },
      data: { endedAt: new Date(), endedById: actor.id },
    })
    if (count === 0) throw new AppError('STATE_CONFLICT', { detail: '该认定已撤销或已失效，请刷新' })
    const { filingId, otherFilingId, otherMachineId, filing, otherFiling, otherMachine } = dismissal
    await record(tx, actor, 'filing.undo-dismissal', {
      id: filingId,
      otherFilingId: otherFilingId ?? undefined,
      otherMachineId: otherMachineId ?? undefined,
      districtCode: filing.districtCode,
      otherDistrict: (otherFiling ?? otherMachine)?.districtCode ?? null,
    })
    return { dismissalId }
  })
}
