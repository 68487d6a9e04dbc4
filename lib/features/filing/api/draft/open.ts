import { ApiError } from '@/lib/client/api-error'
import { apiFetch } from '@/lib/client/api-fetch'
import { newKey } from '@/lib/client/new-key'
import { uploadFile } from '@/lib/client/upload-file'
import { uploadPhotoEndpoint } from '@/lib/features/photo/schema'
import {
  createFilingEndpoint,
  type FilingDto,
  getFilingEndpoint,
  patchFilingEndpoint,
  submitFilingEndpoint,
} from '../../schema/owner'
import { Draft } from './draft'
import type { Push } from './push'
import { type DraftRecord, newRecord } from './record'
import { dropRecord, findRecord, keepRecord } from './shelf'

/** The calls of /api/v1 by which a draft reaches the server. */
const push: Push = {
  create: (idempotencyKey) => apiFetch(createFilingEndpoint, { body: {}, idempotencyKey }),
  patch: (id, body) => apiFetch(patchFilingEndpoint, { params: { id }, body }),
  upload: async ({ blob, name, key }, onProgress) =>
    (await uploadFile(uploadPhotoEndpoint, { file: blob, name, onProgress, idempotencyKey: key })).id,
}

/** Open drafts go on sending while the person is on another page. */
const open = new Map<string, Draft>()

function opened(draft: Draft, ...names: string[]): Draft {
  for (const name of names) open.set(name, draft)
  window.addEventListener('online', draft.wake)
  return draft
}

const tools = {
  push,
  keep: keepRecord,
  after: (milliseconds: number, work: () => void) => {
    const timer = setTimeout(work, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** A new draft, kept on this phone at once; the server learns of it with the first entry. */
export async function startDraft(accountId: string): Promise<Draft> {
  const record = newRecord(newKey(), accountId, null, Date.now())
  return opened(new Draft(record, tools), record.key)
}

/**
 * The draft of a phone's key or a filing's id: what this phone keeps of it, over what the server has.
 * @throws ApiError NOT_FOUND, or NETWORK when this phone knows nothing of it and the server cannot be asked
 */
export async function openDraft(accountId: string, id: string): Promise<Draft> {
  const known = open.get(id)
  if (known && known.snapshot().record.accountId === accountId) return known
  const kept = await findRecord(accountId, id)
  const filingId = kept ? kept.filing?.id : id
  const filing = filingId ? await readFiling(filingId, kept?.filing ?? null) : null
  const record = kept ? { ...kept, filing } : newRecord(newKey(), accountId, filing, Date.now())
  return opened(new Draft(record, tools), id, record.key, ...(filing ? [filing.id] : []))
}

/** Fresh from the server; without a network what this phone last saw will do. */
async function readFiling(id: string, last: FilingDto | null): Promise<FilingDto> {
  const asked = apiFetch(getFilingEndpoint, { params: { id } })
  return asked.catch((error: unknown): FilingDto => {
    if (last && error instanceof ApiError && error.code === 'NETWORK') return last
    throw error
  })
}

/**
 * Sends what is left and submits the filing; then this phone forgets the draft.
 * @throws ApiError INVALID with every missing or wrong field by path, NETWORK
 */
export async function submitDraft(draft: Draft): Promise<FilingDto> {
  await draft.flush()
  const { filing, key, refused, photos } = draft.snapshot().record
  requireNothingRefused(refused, photos)
  const id = filing?.id ?? ''
  const idempotencyKey = `${key}-submit-${filing?.version}`
  const submitted = await apiFetch(submitFilingEndpoint, { params: { id }, idempotencyKey })
  await closeDraft(draft)
  return submitted
}

/** What the server did not take must not be left out silently. @throws ApiError INVALID */
function requireNothingRefused(refused: DraftRecord['refused'], photos: DraftRecord['photos']): void {
  const faults = Object.entries(refused)
  for (const { slot, fault } of photos) if (fault) faults.push([`photos.${slot}`, fault])
  if (faults.length === 0) return
  const errors = faults.map(([path, message]) => ({ path, code: 'INVALID', message }))
  const title = '填写的内容有误，请按提示修改'
  throw new ApiError({ status: 422, code: 'INVALID', title, detail: title, errors })
}

/** Forgets a draft on this phone: submitted, or thrown away. */
export async function closeDraft(draft: Draft): Promise<void> {
  const { key, filing } = draft.snapshot().record
  window.removeEventListener('online', draft.wake)
  for (const [name, value] of open) if (value === draft) open.delete(name)
  await dropRecord(key)
  if (filing) open.delete(filing.id)
}
