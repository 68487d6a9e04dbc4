import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { changesInArea } from '@/lib/core/area'
import type { Tx } from '@/lib/server/database/db'
import { findMissingEvidence } from '../queries/evidence'
import { valuesOf } from '../queries/names'
import { mayBeVerifiedOtherwise } from '../rules/evidence'

type Approval = { id: string; evidenceReason?: string }

/**
 * Refuses an approval without the evidence that the kind of change needs (rules/evidence.ts), unless the officer has written
 * down how it was verified, where that is allowed.
 * @returns that reason; null where the evidence is there
 * @throws AppError INVALID naming each missing photo; NOT_FOUND outside the area
 */
export async function requireEvidence(
  tx: Tx,
  actor: StaffActor,
  { id, evidenceReason }: Approval,
): Promise<string | null> {
  const change = await tx.change.findFirst({
    where: { id, AND: changesInArea(actor) },
    select: { type: true, after: true, status: true },
  })
  if (!change) throw new AppError('NOT_FOUND')
  // What is decided already is told so, not what it lacked.
  if (change.status !== 'SUBMITTED') return null
  const missing = await findMissingEvidence(tx, id)
  if (missing.length === 0) return null
  const otherwise = mayBeVerifiedOtherwise({ type: change.type, after: valuesOf(change.after) })
  if (otherwise && evidenceReason) return evidenceReason
  const errors = missing.map(({ slots, text }) => ({
    path: `photos.${slots[0]}`,
    code: 'EVIDENCE_MISSING',
    message: text,
  }))
  const instead = otherwise ? '；已用其他方式核实的，请写明怎样核实' : ''
  throw new AppError('INVALID', {
    detail: `缺少证明照片，不能通过：${missing.map(({ text }) => text).join('；')}${instead}`,
    errors,
  })
}
