import { photoUrls } from '@/lib/features/photo/rules'
import { decrypt } from '@/lib/server/secrets'
import { wholeContent } from '../rules/content'
import { filingContent } from '../schema/content'
import type { FilingDto, ReturnReason } from '../schema/owner'
import type { OwnerRow } from './owner-row'

/** Why a returned filing came back; nothing in any other status. */
export function returnReasonsOf({ status, decision }: Pick<OwnerRow, 'status' | 'decision'>): ReturnReason[] {
  return status === 'RETURNED' ? (decision?.reasons ?? []) : []
}

/** A row as its filer and owner see it. The pickup code is told while it can be used. */
export function toFilingDto(row: OwnerRow): FilingDto {
  const { decision } = row
  return {
    id: row.id,
    status: row.status,
    version: row.version,
    ...wholeContent(filingContent.parse(row.content)),
    photos: row.photos.map(({ slot, photoId }) => ({ slot, photoId, ...photoUrls(photoId, 'v1') })),
    ownerName: row.ownerName,
    forOther: row.ownerId !== row.filerId,
    createdAt: row.createdAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    collectedAt: row.collectedAt?.toISOString() ?? null,
    returnReasons: returnReasonsOf(row),
    declineReason:
      row.status === 'DECLINED' ? (decision?.comment ?? decision?.reasons[0]?.text ?? null) : null,
    registrationNumber: row.registrationNumber,
    emissionStage: row.emissionStage,
    pickup: row.status === 'APPROVED' && row.pickup ? pickupOf(row.pickup) : null,
  }
}

function pickupOf({ code, ...office }: NonNullable<OwnerRow['pickup']>): FilingDto['pickup'] {
  return { code: decrypt(code), office }
}
