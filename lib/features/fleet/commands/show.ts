import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { claimFiling } from '@/lib/features/filing/commands/claim'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { fleetRowOf } from '../queries/row'
import type { FleetRow } from '../schema'

/**
 * Records that an officer was shown a filing of a fleet, its first photo and its checks, and claims it: nothing is
 * approved together that was not shown. Showing it again renews the record.
 * @throws AppError as `claimFiling`; INVALID when the photo is none of the filing's
 */
export async function showFleetRow(
  actor: StaffActor,
  { id, photoId }: { id: string; photoId: string | null },
): Promise<FleetRow> {
  const desk = await claimFiling(actor, id)
  const fits =
    photoId === null ? desk.photos.length === 0 : desk.photos.some((photo) => photo.photoId === photoId)
  if (!fits) throw new AppError('INVALID', { detail: '照片已有变化，请刷新后重新查看' })
  const count = (result: string) => desk.checks.filter((check) => check.result === result).length
  const found = { doubts: count('DOUBT'), notChecked: count('NOT_CHECKED') }
  return transact(async (tx) => {
    const key = { filingId: id, staffId: actor.id, revision: desk.revision }
    const shown = { photoId, ...found, shownAt: new Date() }
    await tx.batchShowing.upsert({
      where: { filingId_staffId_revision: key },
      create: { ...key, ...shown },
      update: shown,
    })
    await audit(tx, actor, {
      action: 'filing.show-in-batch',
      subjectType: 'filing',
      subjectId: id,
      districtCode: desk.district?.code ?? null,
      details: found,
    })
    return fleetRowOf(tx, actor, desk)
  })
}
