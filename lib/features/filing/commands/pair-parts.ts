import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import type { AuditAction } from '@/lib/core/audit-actions'
import { type AuditEntry, audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { visibleToOfficer } from '../policy'
import { codesOf, IS_COMPARABLE, pairState, sideCodes } from '../queries/duplicates'
import { isOpen } from '../rules/actions'
import { claimedByOther, stateConflict } from './refusal'

/** What both judgments on a pair share: a dismissal (two machines) and a ruling (one machine, or unclear). */

/** A filing, the other registration (one of the two), and what the officer saw of both. */
type JudgedPair = { id: string; otherFilingId?: string; otherMachineId?: string; state: string }

const foundPair = z.object({ districtCode: z.string(), otherDistrict: z.string(), same: z.boolean() })
type PairDistricts = { districtCode: string | null; otherDistrict: string | null }

/**
 * One judgment of a pair at a time, from whichever side, and no code that is compared changes meanwhile. Rows that do not
 * exist are told by `requireOpen` and `requireSame`.
 */
export async function lockPair(tx: Tx, { id, otherFilingId, otherMachineId }: JudgedPair): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM filing WHERE id IN (${id}::uuid, ${otherFilingId ?? id}::uuid)
    ORDER BY id FOR NO KEY UPDATE`
  // Once a side is registered, the codes of its machine are compared.
  await tx.$executeRaw`SELECT 1 FROM machine
    WHERE "filingId" IN (${id}::uuid, ${otherFilingId ?? id}::uuid) OR id = ${otherMachineId ?? null}::uuid
    ORDER BY id FOR NO KEY UPDATE`
}

/** @throws AppError NOT_FOUND, STATE_CONFLICT when the filing is not open, CLAIMED_BY_OTHER */
export async function requireOpen(tx: Tx, actor: StaffActor, id: string): Promise<void> {
  const filing = await tx.filing.findFirst({
    where: { id, ...visibleToOfficer(actor) },
    select: { status: true, claimedById: true, claimedBy: { select: { name: true } } },
  })
  if (!filing) throw new AppError('NOT_FOUND')
  if (!isOpen(filing.status)) throw stateConflict(filing.status)
  if (filing.claimedBy && filing.claimedById !== actor.id) throw claimedByOther(filing.claimedBy.name)
}

/** SQL of the pair: `filing f` and the other registration as `o` or `m`, both in the area. */
export function pairSql(actor: StaffActor, { id, otherFilingId, otherMachineId }: JudgedPair) {
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

/**
 * Both sides are in the area, and are what the officer saw.
 * @throws AppError NOT_FOUND, STATE_CONFLICT
 */
export async function requireSame(tx: Tx, actor: StaffActor, judged: JudgedPair): Promise<PairDistricts> {
  const { from, filingId, codes, district } = pairSql(actor, judged)
  const [row] = await rowsOf(tx, foundPair)`
    SELECT f."districtCode", ${district} AS "otherDistrict", ${pairState(filingId, codes)} = ${judged.state} AS same
    FROM ${from}`
  if (!row) throw new AppError('NOT_FOUND')
  if (!row.same)
    throw new AppError('STATE_CONFLICT', { detail: '两件登记的编号或照片已有变化，请刷新后重新核对' })
  return row
}

/** Ends what was ruled of the pair before: one machine, or unclear. */
export async function endRuling(tx: Tx, actor: StaffActor, judged: JudgedPair): Promise<void> {
  await tx.pairRuling.updateMany({ where: { ...eitherSide(judged), endedAt: null }, data: endedBy(actor) })
}

/** Ends that the pair was dismissed. */
export async function endDismissal(tx: Tx, actor: StaffActor, judged: JudgedPair): Promise<void> {
  await tx.duplicateDismissal.updateMany({
    where: { ...eitherSide(judged), endedAt: null },
    data: endedBy(actor),
  })
}

const endedBy = (actor: StaffActor) => ({ endedAt: new Date(), endedById: actor.id })

function eitherSide({ id, otherFilingId, otherMachineId }: JudgedPair) {
  return otherFilingId
    ? {
        OR: [
          { filingId: id, otherFilingId },
          { filingId: otherFilingId, otherFilingId: id },
        ],
      }
    : { filingId: id, otherMachineId }
}

type AuditedPair = PairDistricts & {
  id: string
  otherFilingId?: string
  otherMachineId?: string
  /** Further details; on the other side the same unless told. */
  more?: AuditEntry['details']
  otherMore?: AuditEntry['details']
}

/** Recorded on both sides. */
export async function auditBoth(
  tx: Tx,
  actor: StaffActor,
  action: AuditAction,
  audited: AuditedPair,
): Promise<void> {
  const { id, otherFilingId, otherMachineId, districtCode, otherDistrict, more, otherMore = more } = audited
  const other = otherFilingId ? { otherFilingId } : { otherMachineId: otherMachineId ?? null }
  await audit(tx, actor, {
    action,
    subjectType: 'filing',
    subjectId: id,
    districtCode,
    details: { ...other, ...more },
  })
  await audit(tx, actor, {
    action,
    subjectType: otherFilingId ? 'filing' : 'machine',
    subjectId: otherFilingId ?? otherMachineId ?? '',
    districtCode: otherDistrict,
    details: { otherFilingId: id, ...otherMore },
  })
}
