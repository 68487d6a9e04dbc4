import { AppError } from '@/lib/core/app-error'
import { findCheckFacts } from '@/lib/features/content/queries'
import { changedFields } from '@/lib/features/content/rules/changes'
import { checkFiling } from '@/lib/features/content/rules/check'
import { contentOf, mergeContent } from '@/lib/features/content/rules/content'
import { pathLabel } from '@/lib/features/content/rules/display'
import { type FilingContent, filingContent, valueAt } from '@/lib/features/content/schema/content'
import { withFigures } from '@/lib/features/photo/queries/looks'
import { requireOwnPhotos } from '@/lib/features/photo/queries/photos'
import type { PhotoInSlot } from '@/lib/features/photo/schema'
import { audit } from '@/lib/server/audit/audit'
import { type Tx, transact } from '@/lib/server/database/db'
import { returnReasonsOf, toFilingDto } from '../queries/owner-dto'
import type { Filer, OwnerRow } from '../queries/owner-row'
import { closedFaults, openPaths, withNeeded } from '../rules/editable'
import type { FilingDto, FilingInput } from '../schema/owner'
import { requireUsableDistrict } from './create-filing'
import { mergePhotos, slotsToStore, storePhotos } from './filing-photos'
import { auditSubject, lockOwnFiling, updateOwnFiling } from './owner-change'

type Draft = { content: FilingContent; photos: readonly PhotoInSlot[] }

/**
 * Merges changes into a draft or a returned filing, by section and by photo slot. Unchanged values are never refused and
 * change nothing.
 * @param input if it has a `version`, the filing must still be at that version
 * @throws AppError NOT_FOUND, FORBIDDEN, STATE_CONFLICT, VERSION_CONFLICT; INVALID by path: unknown district, a photo that
 * is not the filer's, FIELD_NOT_OPEN for what a returned filing's reasons do not name
 */
export function patchFiling(
  actor: Filer,
  id: string,
  input: FilingInput & { version?: number },
): Promise<FilingDto> {
  return transact((tx) => patchIn(tx, actor, id, input))
}

/** The same inside a transaction of the caller, which has more to write. */
export async function patchIn(
  tx: Tx,
  actor: Filer,
  id: string,
  { version, ...input }: FilingInput & { version?: number },
): Promise<FilingDto> {
  const row = await lockOwnFiling(tx, actor, id, 'edit')
  if (version !== undefined && version !== row.version) throw new AppError('VERSION_CONFLICT')
  const before: Draft = { content: filingContent.parse(row.content), photos: row.photos }
  const after: Draft = {
    content: mergeContent(before.content, input),
    photos: mergePhotos(row.photos, input.photos ?? []),
  }
  const paths = changedFields(before.content, after.content).map(({ path }) => path)
  const slots = slotsToStore(before.photos, after.photos)
  const changed = [...paths, ...slots.map((slot) => `photos.${slot}`)]
  if (changed.length === 0) return toFilingDto(actor, row)

  if (row.status === 'RETURNED') {
    await requireOpen(tx, row, before, after, changed)
    requireKindAndDistrict(after.content)
  }
  if (paths.includes('districtCode')) await requireUsableDistrict(tx, actor, after.content)
  await requireOwnPhotos(
    tx,
    row.filerId,
    after.photos.filter(({ slot }) => slots.includes(slot)),
  )
  await updateOwnFiling(tx, actor, row, { content: after.content })
  await storePhotos(tx, id, slots, after.photos)
  const details = { fields: changed }
  await audit(tx, actor, { action: 'filing.edit', ...auditSubject(id, after.content), details })
  return toFilingDto(actor, {
    ...row,
    content: after.content,
    photos: slots.length > 0 ? await withFigures(tx, after.photos) : row.photos,
    version: row.version + 1,
  })
}

/**
 * A filing that was once submitted must stay in some bureau's queue: its kind and district may change but not be cleared
 * (CHECK filing_submitted).
 * @throws AppError INVALID by path
 */
function requireKindAndDistrict(content: FilingContent): void {
  const missing = ['kind', 'districtCode'].filter((path) => valueAt(content, path) === null)
  if (missing.length === 0) return
  const errors = missing.map((path) => ({ path, code: 'REQUIRED', message: `请选择${pathLabel(path)}` }))
  throw new AppError('INVALID', { errors })
}

/** @throws AppError INVALID with FIELD_NOT_OPEN for each changed path that no reason names and no correction requires */
async function requireOpen(
  tx: Tx,
  row: OwnerRow,
  before: Draft,
  after: Draft,
  changed: readonly string[],
): Promise<void> {
  const open = openPaths(returnReasonsOf(row))
  if (open === null || changed.every((path) => open.has(path))) return
  const content = contentOf((path) => valueAt(open.has(path) ? after.content : before.content, path))
  const isOpen = ({ slot }: PhotoInSlot) => open.has(`photos.${slot}`)
  const photos = [...after.photos.filter(isOpen), ...before.photos.filter((photo) => !isOpen(photo))]
  const facts = await findCheckFacts(tx, content)
  const faults = checkFiling(
    content,
    photos.map(({ slot }) => slot),
    facts,
  )
  const errors = closedFaults(changed, withNeeded(open, faults))
  if (errors.length > 0) {
    throw new AppError('INVALID', { detail: '只能修改退回原因中指出的内容', errors })
  }
}
