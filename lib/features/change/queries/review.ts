import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { areaContains } from '@/lib/core/area'
import { filingContent } from '@/lib/features/content/schema/content'
import { REMAINING_MS } from '@/lib/features/filing/queries/own-decisions'
import type { PhotoInSlot } from '@/lib/features/photo/schema'
import type { Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import type { Prisma } from '@/prisma/client'
import { changeActionsOf, claimActionsOf, holderOf } from '../policy'
import { mayBeVerifiedOtherwise } from '../rules/evidence'
import type { DeskChange } from '../schema/console'
import { changeDecisionInput, changeVerdict } from '../schema/decision'
import { changeChecks } from './checks'
import { findMissingEvidence } from './evidence'
import { valuesOf } from './names'
import { changeReadings } from './readings'

/** What `reviewOf` needs of a change's row, beside its columns. */
export const REVIEW_PARTS = { claimedBy: { select: { name: true } } } satisfies Prisma.ChangeInclude

type Row = Prisma.ChangeGetPayload<{ include: typeof REVIEW_PARTS }> & {
  photos: readonly PhotoInSlot[]
  machine: { filingId: string | null; content: unknown }
}
type Review = Pick<
  DeskChange,
  | 'claim'
  | 'openDecision'
  | 'enteredBefore'
  | 'checks'
  | 'inspection'
  | 'comparisons'
  | 'unread'
  | 'missingEvidence'
  | 'mayBeVerifiedOtherwise'
  | 'evidenceReason'
  | 'actions'
  | 'claimActions'
>

const NOTHING_READ = { findings: [], comparisons: [], unread: [] }

/** Claim, open decision, checks, evidence and actions of a change for an officer. */
export async function reviewOf(
  reader: Pick<Tx, 'change' | '$queryRaw'>,
  actor: StaffActor,
  row: Row,
  registered: readonly PhotoInSlot[],
): Promise<Review> {
  const now = new Date()
  const { id, type, status, machineId, photos } = row
  const after = valuesOf(row.after)
  const missing = await findMissingEvidence(reader, id)
  const filingId = row.machine.filingId
  const content = filingContent.parse(row.machine.content)
  const { findings, ...seen } =
    status === 'SUBMITTED' ? await changeReadings(reader, { content, after, sent: photos }) : NOTHING_READ
  const { checks, state } = await changeChecks(reader, actor, {
    ...{ id, type, status, after, machineId, filingId, photos, registered, missing, read: findings },
  })
  // The other area of a move sees the change but does not decide it.
  const decides = areaContains(actor.divisionCode, row.districtCode)
  return {
    claim: claimOf(row, actor, now),
    ...(await decisionsOf(reader, actor, row)),
    checks,
    inspection: state,
    ...seen,
    missingEvidence: missing,
    mayBeVerifiedOtherwise: mayBeVerifiedOtherwise({ type, after }),
    evidenceReason: row.evidenceReason,
    actions: decides ? changeActionsOf(actor, row, now) : [],
    claimActions: decides ? claimActionsOf(actor, row, now) : [],
  }
}

function claimOf(row: Row, actor: StaffActor, now: Date): DeskChange['claim'] {
  const { status, claimedById, claimedBy, claimExpiresAt } = row
  if (status !== 'SUBMITTED' || !claimedById || !claimExpiresAt || holderOf(row, now) === null) return null
  return {
    staffId: claimedById,
    staffName: claimedBy?.name ?? '',
    expiresAt: claimExpiresAt.toISOString(),
    mine: claimedById === actor.id,
  }
}

const decision = z.object({
  decisionId: z.uuid(),
  staffId: z.uuid(),
  staffName: z.string(),
  verdict: changeVerdict,
  input: z.record(z.string(), z.unknown()),
  outcome: z.string().nullable(),
  takesEffectAt: z.date(),
  remainingMs: z.int(),
})

/** The open decision, and what this officer entered for the last one on the change, if it was taken back or failed. */
async function decisionsOf(
  reader: Pick<Tx, '$queryRaw'>,
  actor: StaffActor,
  { id, status, decisionDueAt }: Row,
): Promise<Pick<Review, 'openDecision' | 'enteredBefore'>> {
  if (status !== 'SUBMITTED') return { openDecision: null, enteredBefore: null }
  const rows = await rowsOf(reader, decision)`
    SELECT d.id AS "decisionId", d."staffId", s.name AS "staffName", d.verdict::text AS verdict, d.input,
      d.outcome::text AS outcome, d."takesEffectAt", ${REMAINING_MS} AS "remainingMs"
    FROM deferred_change_decision d JOIN staff s ON s.id = d."staffId"
    WHERE d."changeId" = ${id}::uuid ORDER BY d."decidedAt" DESC, d.id DESC LIMIT 10`
  const open = decisionDueAt ? rows.find(({ outcome }) => outcome === null) : undefined
  const own = rows.find(({ staffId }) => staffId === actor.id)
  return {
    openDecision: open
      ? {
          decisionId: open.decisionId,
          verdict: open.verdict,
          staffName: open.staffName,
          mine: open.staffId === actor.id,
          takesEffectAt: open.takesEffectAt.toISOString(),
          remainingMs: open.remainingMs,
        }
      : null,
    enteredBefore:
      own && (own.outcome === 'TAKEN_BACK' || own.outcome === 'FAILED')
        ? changeDecisionInput.parse({ ...own.input, verdict: own.verdict })
        : null,
  }
}
