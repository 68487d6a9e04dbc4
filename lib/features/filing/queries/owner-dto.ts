import { wholeContent } from '@/lib/features/content/rules/content'
import { filingContent } from '@/lib/features/content/schema/content'
import { photoUrls } from '@/lib/features/photo/rules/photos'
import { hintsOf } from '@/lib/features/photo/rules/quality'
import type { PhotoInSlot } from '@/lib/features/photo/schema'
import type { StatedTexts } from '@/lib/features/setting/schema/adverse-acts'
import { decrypt } from '@/lib/server/secrets/secrets'
import { isOpen } from '../rules/actions'
import type { FilingDto, ReturnReason } from '../schema/owner'
import { consentOf } from './consent'
import type { Filer, OwnerRow } from './owner-row'

/** The return reasons of a returned filing; empty in any other status. */
export function returnReasonsOf({ status, decision }: Pick<OwnerRow, 'status' | 'decision'>): ReturnReason[] {
  return status === 'RETURNED' ? (decision?.reasons ?? []) : []
}

/**
 * A row as its filer and owner see it. The pickup code is included only while it can be used, and not for the counter:
 * there the owner collects with the document.
 */
export function toFilingDto(viewer: Pick<Filer, 'kind'>, row: OwnerRow): FilingDto {
  const { decision } = row
  const atCounter = viewer.kind === 'STAFF'
  const withUrl = ({ slot, photoId }: PhotoInSlot) => ({
    slot,
    photoId,
    ...photoUrls(photoId, atCounter ? 'console' : 'v1'),
  })
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    version: row.version,
    ...wholeContent(filingContent.parse(row.content)),
    photos: row.photos.map(({ look, ...photo }) => ({
      ...withUrl(photo),
      hints: look ? hintsOf(look, photo.slot) : [],
    })),
    ownerName: row.ownerName,
    operatorName: row.operatorName,
    filerId: row.filerId,
    forOther: row.ownerId !== row.filerId,
    consent: consentOf(row),
    assisted: row.assistantIds.length > 0,
    createdAt: row.createdAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    dueAt: isOpen(row.status) ? (row.dueAt?.toISOString() ?? null) : null,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    collectedAt: row.collectedAt?.toISOString() ?? null,
    returnReasons: returnReasonsOf(row),
    submitted: row.status === 'RETURNED' && row.submitted ? submittedOf(row.submitted, withUrl) : null,
    declineReason:
      row.status === 'DECLINED' ? (decision?.comment ?? decision?.reasons[0]?.text ?? null) : null,
    ...statedOf(row),
    registrationNumber: row.registrationNumber,
    ended: ended(row),
    emissionStage: row.emissionStage,
    pickup:
      row.status === 'APPROVED' && !ended(row) && row.pickup && !atCounter ? pickupOf(row.pickup) : null,
  }
}

/** Only with the return or refusal that stands: a corrected filing is no longer under that decision. */
function statedOf({ status, decision }: OwnerRow): StatedTexts {
  const stands = status === 'RETURNED' || status === 'DECLINED'
  return { basis: (stands && decision?.basis) || null, remedies: (stands && decision?.remedies) || null }
}

function ended({ machineStatus }: OwnerRow): FilingDto['ended'] {
  return machineStatus === 'ACTIVE' ? null : machineStatus
}

type ShownPhoto = FilingDto['photos'][number]

function submittedOf(
  { content, photos }: NonNullable<OwnerRow['submitted']>,
  withUrl: (photo: PhotoInSlot) => ShownPhoto,
): FilingDto['submitted'] {
  return { ...wholeContent(filingContent.parse(content)), photos: photos.map(withUrl) }
}

function pickupOf({ id, code, ...office }: NonNullable<OwnerRow['pickup']>): FilingDto['pickup'] {
  return { code: decrypt('pickup.code', id, code), office }
}
