import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import type { AuditAction } from '@/lib/core/audit-actions'
import { audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { visibleToOfficer } from '../policy'
import { codesOf, IS_COMPARABLE, pairState, sharedPhotos, sideCodes } from '../queries/duplicates'
import { isOpen } from '../rules/actions'
import type { dismissDuplicateEndpoint } from '../schema/duplicate'
import { claimedByOther, stateConflict } from './refusal'

type Finding = z.output<typeof dismissDuplicateEndpoint.body> & { id: string }
const foundPair = z.object({ districtCode: z.string(), otherDistrict: z.string(), same: z.boolean() })
type PairDistricts = { districtCode: string | null; otherDistrict: string | null }

/**
 * 认定不是重复: records that what looks like this filing is another machine. Valid as long as the compared codes of both
 * are what the officer saw (`state`). Both must be in the actor's area, since nobody judges what they may not see; a
 * filing claimed by another reviewer is left to that reviewer. Audited on both sides.
 * @throws AppError NOT_FOUND; STATE_CONFLICT when the filing is not open, the pair has changed since, or somebody has
 * already dismissed it; CLAIMED_BY_OTHER
 */
export function dismissDuplicate(actor: StaffActor, finding: Finding) {
  return transact(async (tx) => {
    await requireOpen(tx, actor, finding.id)
    await endOutdated(tx, actor, finding)
    const dismissalId = newId()
    const districts = await insert(tx, actor, finding, dismissalId)
    await auditBoth(tx, actor, 'filing.dismiss-duplicate', { ...finding, ...districts })
    return { dismissalId }
  })
}

async function requireOpen(tx: Tx, actor: StaffActor, id: string): Promise<void> {
  const filing = await tx.filing.findFirst({
    where: { id, ...visibleToOfficer(actor) },
    select: { status: true, claimedById: true, claimedBy: { select: { name: true } } },
  })
  if (!filing) throw new AppError('NOT_FOUND')
  if (!isOpen(filing.status)) throw stateConflict(filing.status)
  if (filing.claimedBy && filing.claimedById !== actor.id) throw claimedByOther(filing.claimedBy.name)
}

/** SQL of the pair: `filing f` and the other registration as `o` or `m`, both in the area. */
function pair(actor: StaffActor, { id, otherFilingId, otherMachineId }: Finding) {
  const machine = otherFilingId === undefined
  const other = machine
    ? Prisma.sql`machine m WHERE m.id = ${otherMachineId}::uuid AND m."filingId" IS NULL AND ${areaSql(actor.area, 'm')}`
    : Prisma.sql`filing o WHERE o.id = ${otherFilingId}::uuid AND o.id <> f.id
        AND ${IS_COMPARABLE} AND ${areaSql(actor.area, 'o')}`
  return {
    from: Prisma.sql`(SELECT * FROM filing WHERE id = ${id}::uuid FOR UPDATE) f, ${other} AND ${areaSql(actor.area)}`,
    filingId: Prisma.sql`${otherFilingId ?? null}::uuid`,
    machineId: Prisma.sql`${otherMachineId ?? null}::uuid`,
    codes: machine ? codesOf('m') : sideCodes('o'),
    district: Prisma.raw(machine ? 'm."districtCode"' : 'o."districtCode"'),
  }
}

/** Ends a dismissal of an earlier state of the pair: a pair can have only one that has not ended (unique index). */
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

async function insert(
  tx: Tx,
  actor: StaffActor,
  finding: Finding,
  dismissalId: string,
): Promise<PairDistricts> {
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

type AuditedPair = PairDistricts & {
  id: string
  otherFilingId?: string
  otherMachineId?: string
  reason?: string
}

async function auditBoth(
  tx: Tx,
  actor: StaffActor,
  action: AuditAction,
  audited: AuditedPair,
): Promise<void> {
  const { id, otherFilingId, otherMachineId, districtCode, otherDistrict, reason } = audited
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
 * Undoes a dismissal, from either side: the pair is in doubt again.
 * @throws AppError NOT_FOUND outside the area or for a dismissal of other filings, STATE_CONFLICT when it has already ended
 */
export function undoDismissal(actor: StaffActor, id: string, dismissalId: string) {
  return transact(async (tx) => {
    const visible = visibleToOfficer(actor)
    const dismissal = await tx.duplicateDismissal.findFirst({
      where: {
        id: dismissalId,
        OR: [
          { filingId: id, filing: visible },
          { otherFilingId: id, otherFiling: visible },
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
    await auditBoth(tx, actor, 'filing.undo-dismissal', {
      id: filingId,
      otherFilingId: otherFilingId ?? undefined,
      otherMachineId: otherMachineId ?? undefined,
      districtCode: filing.districtCode,
      otherDistrict: (otherFiling ?? otherMachine)?.districtCode ?? null,
    })
    return { dismissalId }
  })
}
