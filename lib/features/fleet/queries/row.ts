import type { StaffActor } from '@/lib/core/actor'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { STAGE_CODES } from '@/lib/features/setting/schema/settings'
import type { Tx } from '@/lib/server/database/db'
import { neverChecked, whyExcluded } from '../rules'
import type { FleetRow } from '../schema'

/** A filing of a fleet, from what its desk shows. */
export async function fleetRowOf(
  reader: Pick<Tx, 'batchShowing'>,
  actor: StaffActor,
  desk: DeskFiling,
): Promise<FleetRow> {
  const shown = await findShowing(reader, actor, desk)
  const { id, version, revision, content, photos, submittedAt, warnAt, dueAt, checks, inspection } = desk
  const code = STAGE_CODES.find((each) => each === desk.suggestedStage?.code)
  return {
    ...{ id, version, revision, content, photos, submittedAt, warnAt, dueAt, checks, inspection },
    claim: desk.claim && { staffName: desk.claim.staffName, mine: desk.claim.mine },
    suggestedStage: desk.suggestedStage && code ? { ...desk.suggestedStage, code } : null,
    shownAt: shown?.shownAt.toISOString() ?? null,
    excluded: whyExcluded(desk),
    neverChecked: neverChecked(desk),
    openDecision: desk.openDecision && {
      decisionId: desk.openDecision.decisionId,
      mine: desk.openDecision.mine,
      staffName: desk.openDecision.staffName,
      remainingMs: desk.openDecision.remainingMs,
    },
  }
}

/** That this officer was shown the present submission. */
export function findShowing(
  reader: Pick<Tx, 'batchShowing'>,
  actor: StaffActor,
  { id, revision }: Pick<DeskFiling, 'id' | 'revision'>,
) {
  return reader.batchShowing.findUnique({
    where: { filingId_staffId_revision: { filingId: id, staffId: actor.id, revision } },
    select: { shownAt: true },
  })
}
