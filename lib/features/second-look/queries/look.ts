import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { CHECK_LABELS, checkCode } from '@/lib/features/inspection/schema'
import type { Tx } from '@/lib/server/database/db'
import { findingKind, type SecondLook } from '../schema'

type Reader = Pick<Tx, 'secondLook'>

const whereOwn = (actor: StaffActor, filingId: string) => ({
  filingId,
  assigneeId: actor.id,
  filing: { ...actor.area },
})

/** @throws AppError NOT_FOUND unless it was given to this officer, in the area */
export async function requireLook(reader: Reader, actor: StaffActor, filingId: string): Promise<void> {
  const look = await reader.secondLook.findFirst({
    where: whereOwn(actor, filingId),
    select: { filingId: true },
  })
  if (!look) throw new AppError('NOT_FOUND')
}

/**
 * A decision that this officer is asked to look at again, or has looked at.
 * @throws AppError NOT_FOUND for anybody else's, and outside the area
 */
export async function getSecondLook(
  reader: Reader,
  actor: StaffActor,
  filingId: string,
): Promise<SecondLook> {
  const look = await reader.secondLook.findFirst({
    where: whereOwn(actor, filingId),
    include: {
      filing: {
        select: {
          status: true,
          machine: { select: { id: true, registrationNumber: true } },
          emissionStage: true,
        },
      },
      decision: { include: { reasons: { orderBy: { position: 'asc' } }, choice: true } },
      decider: { select: { name: true } },
      findings: { orderBy: { position: 'asc' } },
    },
  })
  if (!look) throw new AppError('NOT_FOUND')
  const { filing, decision, decider } = look
  return {
    filingId,
    status: filing.status,
    why: look.why,
    doubts: (decision.choice?.doubts ?? []).map(labelOf),
    drawnAt: look.drawnAt.toISOString(),
    kind: decision.kind === 'DECLINED' ? 'DECLINED' : 'APPROVED',
    decidedAt: decision.decidedAt.toISOString(),
    deciderName: decider.name,
    revision: decision.revision,
    emissionStage: filing.emissionStage,
    comment: decision.comment,
    reasons: decision.reasons.map(({ code, text, fields }) => ({ code, text, fields })),
    machineId: filing.machine?.id ?? null,
    registrationNumber: filing.machine?.registrationNumber ?? null,
    result: look.result,
    findings: look.findings.map(({ kind, text }) => ({ kind: findingKind.catch('OTHER').parse(kind), text })),
  }
}

/** A kind that a later release no longer has is shown as it is stored. */
function labelOf(code: string): string {
  const known = checkCode.safeParse(code)
  return known.success ? CHECK_LABELS[known.data] : code
}
