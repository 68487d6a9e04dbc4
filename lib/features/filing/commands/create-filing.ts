import type { AccountActor, StaffActor } from '@/lib/core/actor'
import { AppError, fieldError } from '@/lib/core/app-error'
import { areaContains } from '@/lib/core/area'
import { requireConsents } from '@/lib/features/consent/queries'
import { emptyContent, mergeContent } from '@/lib/features/content/rules/content'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { withFigures } from '@/lib/features/photo/queries/looks'
import { requireOwnPhotos } from '@/lib/features/photo/queries/photos'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { toFilingDto } from '../queries/owner-dto'
import type { Filer } from '../queries/owner-row'
import type { FilingDto, FilingInput } from '../schema/owner'
import { mergePhotos } from './filing-photos'
import { auditSubject } from './owner-change'

/**
 * Creates a draft from any subset of the fields; the filer is its owner until another owner gives consent.
 * @throws AppError INVALID by path: unknown district, a photo that is not the filer's; STATE_CONFLICT with MAX_DRAFTS
 * open; CONSENT_REQUIRED
 */
export function createFiling(actor: AccountActor, input: FilingInput): Promise<FilingDto> {
  const content = mergeContent(emptyContent(), input)
  const photos = mergePhotos([], input.photos ?? [])
  return transact(async (tx) => {
    await requireConsents(tx, actor.id)
    await requireUsableDistrict(tx, actor, content)
    await requireOwnPhotos(tx, actor.id, photos)
    await requireRoomForDraft(tx, actor.id)
    const row = await insertDraft(tx, actor, content)
    await tx.filingPhoto.createMany({ data: photos.map((photo) => ({ filingId: row.id, ...photo })) })
    const seen = photos.length > 0 ? await withFigures(tx, photos) : []
    return toFilingDto(actor, { ...row, ...UNSET, photos: seen, ownerName: actor.name })
  })
}

/** The row of a new draft of the owner's own, for a caller who has checked what `createFiling` checks. */
export async function insertDraft(tx: Tx, actor: AccountActor, content: FilingContent) {
  const row = await tx.filing.create({ data: { filerId: actor.id, ownerId: actor.id, content } })
  await audit(tx, actor, { action: 'filing.create', ...auditSubject(row.id, content) })
  return row
}

/** Far more than a fleet has open at once; without a limit one account fills the database. */
export const MAX_DRAFTS = 500

/**
 * The lock makes concurrent requests of one account wait for each other, so that none passes the limit beside another.
 * What a counter began for the owner is the counter's, and does not count; drafts of a batch have a limit of their own.
 */
async function requireRoomForDraft(tx: Tx, filerId: string): Promise<void> {
  await lockDrafts(tx, filerId)
  const where = { filerId, status: 'DRAFT' as const, assistedBureauId: null, batchRow: { is: null } }
  const open = await tx.filing.count({ where })
  if (open < MAX_DRAFTS) return
  throw new AppError('STATE_CONFLICT', {
    detail: `您还有 ${open} 份没有提交的草稿，最多可有 ${MAX_DRAFTS} 份；请先提交，或删除不用的草稿，再新建登记`,
  })
}

/** Until the end of the transaction no other one makes drafts of this account. */
export async function lockDrafts(tx: Tx, filerId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`drafts:${filerId}`}, 0))`
}

const UNSET = {
  operatorName: null,
  registrationNumber: null,
  machineStatus: null,
  decision: null,
  submitted: null,
  pickup: null,
}

/**
 * 窗口代办: an empty draft that the counter fills in for an owner at the desk; the owner is its filer
 * (docs/decisions/0048).
 */
export async function createAssistedFiling(
  tx: Tx,
  actor: StaffActor,
  owner: { id: string; name: string },
): Promise<FilingDto> {
  const content = emptyContent()
  const assisted = { assistedBureauId: actor.bureauId, assistantIds: [actor.id] }
  const row = await tx.filing.create({ data: { filerId: owner.id, ownerId: owner.id, content, ...assisted } })
  await audit(tx, actor, { action: 'filing.assist', ...auditSubject(row.id, content) })
  return toFilingDto(actor, { ...row, ...UNSET, photos: [], ownerName: owner.name })
}

/**
 * A draft may name any existing division, the counter's only those of its area; submission checks that it is a district.
 * @throws AppError INVALID
 */
export async function requireUsableDistrict(
  tx: Tx,
  actor: Filer,
  { districtCode }: FilingContent,
): Promise<void> {
  if (!districtCode) return
  if (actor.kind === 'STAFF' && !areaContains(actor.divisionCode, districtCode))
    throw fieldError('districtCode', '窗口只能代办本辖区的登记，请机主到登记区县的窗口办理', 'NOT_IN_AREA')
  const known = await tx.division.count({ where: { code: districtCode } })
  if (known === 0) throw fieldError('districtCode', '登记区县不存在，请重新选择', 'NOT_IN_LIST')
}
