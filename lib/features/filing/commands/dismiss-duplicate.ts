import type { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { type Tx, transact } from '@/lib/server/database/db'
import { newId } from '@/lib/server/database/new-id'
import { visibleToOfficer } from '../policy'
import { sharedPhotos, sideCodes } from '../queries/duplicates'
import type { dismissDuplicateEndpoint } from '../schema/duplicate'
import { auditBoth, endRuling, lockPair, pairSql, requireOpen, requireSame } from './pair-parts'

type Finding = z.output<typeof dismissDuplicateEndpoint.body> & { id: string }

/**
 * 认定不是重复: records that what looks like this filing is another machine. Valid as long as the compared codes of both
 * are what the officer saw (`state`). Both must be in the actor's area, since nobody judges what they may not see; a
 * filing claimed by another reviewer is left to that reviewer. Audited on both sides.
 * @throws AppError NOT_FOUND; STATE_CONFLICT when the filing is not open, the pair has changed since, or somebody has
 * already dismissed it; CLAIMED_BY_OTHER
 */
export function dismissDuplicate(actor: StaffActor, finding: Finding) {
  return transact(async (tx) => {
    await lockPair(tx, finding)
    await requireOpen(tx, actor, finding.id)
    return dismissWithin(tx, actor, finding)
  })
}

/** `dismissDuplicate` of a locked pair, inside a transaction. It takes the place of a ruling on the pair. */
export async function dismissWithin(tx: Tx, actor: StaffActor, finding: Finding) {
  const districts = await requireSame(tx, actor, finding)
  await endOutdated(tx, actor, finding)
  await endRuling(tx, actor, finding)
  const dismissalId = newId()
  await insert(tx, actor, finding, dismissalId)
  const more = { reason: finding.reason }
  await auditBoth(tx, actor, 'filing.dismiss-duplicate', { ...finding, ...districts, more })
  return { dismissalId }
}

/** Ends a dismissal of an earlier state of the pair: a pair can have only one that has not ended (unique index). */
async function endOutdated(tx: Tx, actor: StaffActor, finding: Finding): Promise<void> {
  const { from, filingId, machineId, codes } = pairSql(actor, finding)
  await tx.$executeRaw`
    UPDATE duplicate_dismissal d SET "endedAt" = ${new Date()}, "endedById" = ${actor.id}::uuid
    FROM (SELECT f.id, ${sideCodes('f')} AS own, ${codes} AS codes, ${sharedPhotos(filingId)} AS photos FROM ${from}) now
    WHERE d."endedAt" IS NULL
      AND ((d."filingId" = now.id AND (d."otherFilingId" = ${filingId} OR d."otherMachineId" = ${machineId})
          AND NOT (d."filingCodes" = now.own AND d."otherCodes" = now.codes AND d.photos @> now.photos))
        OR (d."filingId" = ${filingId} AND d."otherFilingId" = now.id
          AND NOT (d."filingCodes" = now.codes AND d."otherCodes" = now.own AND d.photos @> now.photos)))`
}

async function insert(tx: Tx, actor: StaffActor, finding: Finding, dismissalId: string): Promise<void> {
  const { from, filingId, machineId, codes } = pairSql(actor, finding)
  const written = await tx.$executeRaw`
    INSERT INTO duplicate_dismissal (id, "filingId", "otherFilingId", "otherMachineId", "filingCodes", "otherCodes",
      photos, reason, "staffId", "dismissedAt")
    SELECT ${dismissalId}::uuid, f.id, ${filingId}, ${machineId}, ${sideCodes('f')}, ${codes},
      ${sharedPhotos(filingId)}, ${finding.reason}, ${actor.id}::uuid, ${new Date()} FROM ${from}
    ON CONFLICT DO NOTHING`
  if (written === 0) throw new AppError('STATE_CONFLICT', { detail: '已有人认定这两件不是重复，请刷新' })
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
