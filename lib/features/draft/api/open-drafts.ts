import { ApiError, isTransient } from '@/lib/client/api-error'
import { apiFetch } from '@/lib/client/api-fetch'
import { newKey } from '@/lib/client/new-key'
import { ownerSession, subscribeOwnerSession } from '@/lib/client/owner-session'
import { uploadFile } from '@/lib/client/upload-file'
import {
  createFilingEndpoint,
  type FilingDto,
  getFilingEndpoint,
  patchFilingEndpoint,
  submitFilingEndpoint,
} from '@/lib/features/filing/schema/owner'
import { uploadPhotoEndpoint } from '@/lib/features/photo/schema'
import { type DraftRecord, hasWork, newRecord } from '../rules/record'
import type { Push } from './channel'
import { Draft } from './draft'
import { bareRecords, dropRecord, findRecord, storeRecord } from './stored-records'

/** The `Push` calls of /api/v1. */
const push: Push = {
  create: (idempotencyKey) => apiFetch(createFilingEndpoint, { body: {}, idempotencyKey }),
  patch: (id, body) => apiFetch(patchFilingEndpoint, { params: { id }, body }),
  upload: async ({ blob, name, key }, onProgress) =>
    (await uploadFile(uploadPhotoEndpoint, { file: blob, name, onProgress, idempotencyKey: key })).id,
}

/** Open drafts by key and filing id; they keep sending while the user is on another page. */
const open = new Map<string, Draft>()
const opening = new Map<string, Promise<Draft>>()
const closers = new Map<Draft, () => void>()

function opened(record: DraftRecord, ...names: string[]): Draft {
  const known = open.get(record.key)
  const draft = known ?? new Draft(record, toolsFor(record.accountId))
  for (const name of [record.key, ...names]) open.set(name, draft)
  if (known) return known
  window.addEventListener('online', draft.wake)
  const unsubscribe = subscribeOwnerSession(draft.wake)
  closers.set(draft, () => {
    window.removeEventListener('online', draft.wake)
    unsubscribe()
  })
  return draft
}

function toolsFor(accountId: string) {
  return {
    push: pushOf(accountId),
    store: storeRecord,
    after,
  }
}

/** Sets a timer. @returns cancels it */
export function after(milliseconds: number, work: () => void): () => void {
  const timer = setTimeout(work, milliseconds)
  return () => clearTimeout(timer)
}

/** On a shared phone one user's entries must never be sent with another's session. */
function pushOf(accountId: string): Push {
  const asOwner =
    <A extends unknown[], R>(call: (...input: A) => Promise<R>) =>
    async (...input: A): Promise<R> => {
      if (ownerSession()?.accountId === accountId) return call(...input)
      const detail = '请用填写这份登记的账号登录'
      throw new ApiError({ status: 401, code: 'UNAUTHENTICATED', title: '请先登录', detail })
    }
  return { create: asOwner(push.create), patch: asOwner(push.patch), upload: asOwner(push.upload) }
}

/** Creates a draft and stores it on the phone; the filing is created on the server with the first entry. */
export async function startDraft(accountId: string): Promise<Draft> {
  const record = newRecord(newKey(), accountId, null, Date.now())
  // If the phone cannot store it, the open page still has it.
  await storeRecord(record).catch(() => undefined)
  return opened(record)
}

/**
 * Opens the draft with a local key or a filing id: the entries stored on this phone over the server's filing.
 * @throws ApiError NOT_FOUND, or NETWORK when it is not stored here and the server cannot be reached
 */
export async function openDraft(accountId: string, id: string): Promise<Draft> {
  const known = open.get(id)
  if (known && known.snapshot().record.accountId === accountId) return known
  // Concurrent calls share one draft: two would send everything twice.
  const name = `${accountId} ${id}`
  const loading = opening.get(name) ?? readDraft(accountId, id).finally(() => opening.delete(name))
  opening.set(name, loading)
  return loading
}

async function readDraft(accountId: string, id: string): Promise<Draft> {
  const stored = await findRecord(accountId, id).catch(() => undefined)
  const filingId = stored ? stored.filing?.id : id
  const filing = filingId ? await readFiling(filingId, stored) : null
  const record = stored ? { ...stored, filing } : newRecord(newKey(), accountId, filing, Date.now())
  return opened(record, id, ...(filing ? [filing.id] : []))
}

/**
 * Loads the filing from the server; offline, the copy stored on this phone is used. Likewise when the filing no longer
 * exists but has unsent entries here: they stay readable, and the first attempt to send them shows the error.
 */
async function readFiling(id: string, stored: DraftRecord | undefined): Promise<FilingDto> {
  const response = apiFetch(getFilingEndpoint, { params: { id } })
  return response.catch((error: unknown): FilingDto => {
    const last = stored?.filing
    const passing = error instanceof ApiError && isTransient(error)
    if (last && (passing || hasWork(stored))) return last
    throw error
  })
}

/**
 * Sends the remaining entries.
 * @returns the filing to submit, and the key under which this state of it is submitted once
 * @throws ApiError INVALID with the entries that the server refused, NETWORK
 */
export async function readyToSubmit(draft: Draft): Promise<{ id: string; idempotencyKey: string }> {
  await draft.flush()
  const { filing, key, ...rest } = draft.snapshot().record
  requireNothingRefused(rest)
  return { id: filing?.id ?? '', idempotencyKey: `${key}-submit-${filing?.version}` }
}

/**
 * Sends the remaining entries, submits the filing and deletes the draft from this phone.
 * @throws ApiError INVALID with every missing or wrong field by path, NETWORK
 */
export async function submitDraft(draft: Draft): Promise<FilingDto> {
  const { id, idempotencyKey } = await readyToSubmit(draft)
  const submitted = await apiFetch(submitFilingEndpoint, { params: { id }, idempotencyKey })
  await closeDraft(draft)
  return submitted
}

/** Refused entries must not be dropped silently. @throws ApiError INVALID */
function requireNothingRefused({
  edits,
  refused,
  photos,
}: Pick<DraftRecord, 'edits' | 'refused' | 'photos'>): void {
  const faults = Object.entries(refused).filter(([path]) => path in edits)
  for (const { slot, fault } of photos) if (fault) faults.push([`photos.${slot}`, fault])
  if (faults.length === 0) return
  const errors = faults.map(([path, message]) => ({ path, code: 'INVALID', message }))
  const title = '填写的内容有误，请按提示修改'
  throw new ApiError({ status: 422, code: 'INVALID', title, detail: title, errors })
}

/** Deletes a draft from this phone, after submission or on request. */
export async function closeDraft(draft: Draft): Promise<void> {
  draft.end()
  closers.get(draft)?.()
  closers.delete(draft)
  for (const [name, value] of open) if (value === draft) open.delete(name)
  await dropRecord(draft.snapshot().record.key).catch(() => undefined)
}

/**
 * Deletes the drafts of some accounts from this phone, also those that are open and still being sent.
 * @param whose tells by the account's id whether its drafts go
 */
export async function forgetDrafts(whose: (accountId: string) => boolean): Promise<void> {
  const shown = [...new Set(open.values())].filter((draft) => whose(draft.snapshot().record.accountId))
  await Promise.all(shown.map(closeDraft))
  const stored = (await bareRecords()).filter(({ accountId }) => whose(accountId))
  await Promise.all(stored.map(({ key }) => dropRecord(key)))
}
