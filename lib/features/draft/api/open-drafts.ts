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
import { dropRecord, findRecord, storeRecord } from './stored-records'

/** The calls of /api/v1 by which a draft reaches the server. */
const push: Push = {
  create: (idempotencyKey) => apiFetch(createFilingEndpoint, { body: {}, idempotencyKey }),
  patch: (id, body) => apiFetch(patchFilingEndpoint, { params: { id }, body }),
  upload: async ({ blob, name, key }, onProgress) =>
    (await uploadFile(uploadPhotoEndpoint, { file: blob, name, onProgress, idempotencyKey: key })).id,
}

/** Open drafts go on sending while the person is on another page. */
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
    after: (milliseconds: number, work: () => void) => {
      const timer = setTimeout(work, milliseconds)
      return () => clearTimeout(timer)
    },
  }
}

/** A phone may change hands: what one person entered is never sent in the name of the next who signs in. */
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

/** A new draft, stored on this phone at once; the server learns of it with the first entry. */
export async function startDraft(accountId: string): Promise<Draft> {
  const record = newRecord(newKey(), accountId, null, Date.now())
  // Where the phone can store nothing, the open page still has it.
  await storeRecord(record).catch(() => undefined)
  return opened(record)
}

/**
 * The draft of a phone's key or a filing's id: what this phone has stored of it, over what the server has.
 * @throws ApiError NOT_FOUND, or NETWORK when this phone knows nothing of it and the server cannot be asked
 */
export async function openDraft(accountId: string, id: string): Promise<Draft> {
  const known = open.get(id)
  if (known && known.snapshot().record.accountId === accountId) return known
  // Asked for twice at once, it is one draft: two would send everything twice.
  const name = `${accountId} ${id}`
  const asked = opening.get(name) ?? readDraft(accountId, id).finally(() => opening.delete(name))
  opening.set(name, asked)
  return asked
}

async function readDraft(accountId: string, id: string): Promise<Draft> {
  const stored = await findRecord(accountId, id).catch(() => undefined)
  const filingId = stored ? stored.filing?.id : id
  const filing = filingId ? await readFiling(filingId, stored) : null
  const record = stored ? { ...stored, filing } : newRecord(newKey(), accountId, filing, Date.now())
  return opened(record, id, ...(filing ? [filing.id] : []))
}

/**
 * Fresh from the server; without a network what this phone last saw will do. So it will for a filing that is gone while
 * entries wait here: they stay readable, and the first try to send them says why they cannot be.
 */
async function readFiling(id: string, stored: DraftRecord | undefined): Promise<FilingDto> {
  const asked = apiFetch(getFilingEndpoint, { params: { id } })
  return asked.catch((error: unknown): FilingDto => {
    const last = stored?.filing
    const passing = error instanceof ApiError && isTransient(error)
    if (last && (passing || hasWork(stored))) return last
    throw error
  })
}

/**
 * Sends what is left and submits the filing; then this phone forgets the draft.
 * @throws ApiError INVALID with every missing or wrong field by path, NETWORK
 */
export async function submitDraft(draft: Draft): Promise<FilingDto> {
  await draft.flush()
  const { filing, key, ...rest } = draft.snapshot().record
  requireNothingRefused(rest)
  const id = filing?.id ?? ''
  const idempotencyKey = `${key}-submit-${filing?.version}`
  const submitted = await apiFetch(submitFilingEndpoint, { params: { id }, idempotencyKey })
  await closeDraft(draft)
  return submitted
}

/** What the server did not take must not be left out silently. @throws ApiError INVALID */
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

/** Forgets a draft on this phone: submitted, or thrown away. */
export async function closeDraft(draft: Draft): Promise<void> {
  draft.end()
  closers.get(draft)?.()
  closers.delete(draft)
  for (const [name, value] of open) if (value === draft) open.delete(name)
  await dropRecord(draft.snapshot().record.key).catch(() => undefined)
}
