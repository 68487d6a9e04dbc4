import type { AccountActor } from '@/lib/core/actor'
import { fieldError } from '@/lib/core/app-error'
import { emptyContent, mergeContent } from '@/lib/features/content/rules/content'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { withFigures } from '@/lib/features/photo/queries/looks'
import { requireOwnPhotos } from '@/lib/features/photo/queries/photos'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { toFilingDto } from '../queries/owner-dto'
import type { FilingDto, FilingInput } from '../schema/owner'
import { mergePhotos } from './filing-photos'
import { auditSubject } from './owner-change'

/**
 * Creates a draft from any subset of the fields; the filer is its owner until another owner gives consent.
 * @throws AppError INVALID by path: unknown district, a photo that is not the filer's
 */
export function createFiling(actor: AccountActor, input: FilingInput): Promise<FilingDto> {
  const content = mergeContent(emptyContent(), input)
  const photos = mergePhotos([], input.photos ?? [])
  return transact(async (tx) => {
    await requireKnownDistrict(tx, content)
    await requireOwnPhotos(tx, actor, photos)
    const row = await tx.filing.create({ data: { filerId: actor.id, ownerId: actor.id, content } })
    await tx.filingPhoto.createMany({ data: photos.map((photo) => ({ filingId: row.id, ...photo })) })
    await audit(tx, actor, { action: 'filing.create', ...auditSubject(row.id, content) })
    const unset = { registrationNumber: null, decision: null, submitted: null, pickup: null }
    const seen = photos.length > 0 ? await withFigures(tx, photos) : []
    return toFilingDto({ ...row, ...unset, photos: seen, ownerName: actor.name })
  })
}

/**
 * A draft may name any existing division; submission checks that it is a district.
 * @throws AppError INVALID
 */
export async function requireKnownDistrict(tx: Tx, { districtCode }: FilingContent): Promise<void> {
  if (!districtCode) return
  const known = await tx.division.count({ where: { code: districtCode } })
  if (known === 0) throw fieldError('districtCode', '登记区县不存在，请重新选择', 'NOT_IN_LIST')
}
