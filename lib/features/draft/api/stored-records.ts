import { del, delMany, get, getMany, keys, set, setMany } from 'idb-keyval'
import { durableStore } from '@/lib/client/durable-store'
import { type BareRecord, type DraftRecord, hasOwn } from '../rules/record'

/**
 * Drafts stored on this phone. IndexedDB stores blobs and survives the browser. One entry per draft, written with each
 * change, and one per picture, written once.
 */
const PICTURE = 'picture/'
const store = durableStore('nrmm-drafts', 'draft')
/** The stored pictures of each draft, by the draft's key. */
const written = new Map<string, Set<string>>()

/** Writes draft and new pictures in one transaction, then deletes removed pictures. */
export async function storeRecord(record: DraftRecord): Promise<void> {
  const { key } = record
  const before = written.get(key) ?? new Set()
  const now = new Set(record.photos.map((photo) => PICTURE + photo.key))
  written.set(key, now)
  const photos = record.photos.map(({ blob, ...rest }) => rest)
  const pictures = record.photos.filter((photo) => !before.has(PICTURE + photo.key))
  const entries: [string, unknown][] = pictures.map(({ key: own, blob }) => [PICTURE + own, blob])
  try {
    if (entries.length === 0) await set(key, { ...record, photos } satisfies BareRecord, store)
    else await setMany([...entries, [key, { ...record, photos } satisfies BareRecord]], store)
  } catch (error) {
    // Not stored: retried with the next change.
    written.set(key, before)
    throw error
  }
  const gone = [...before].filter((picture) => !now.has(picture))
  if (gone.length > 0) await delMany(gone, store)
}

export async function dropRecord(key: string): Promise<void> {
  const record = await get<BareRecord>(key, store)
  await del(key, store)
  await delMany(record?.photos.map((photo) => PICTURE + photo.key) ?? [], store)
  written.delete(key)
}

/** An account's drafts with data that the server does not have, newest first. */
export async function listRecords(accountId: string): Promise<DraftRecord[]> {
  const all = await Promise.all((await recordsOf(accountId)).map(withPictures))
  return all.filter(hasOwn).sort((a, b) => b.changedAt - a.changedAt)
}

/** @param id local key or filing id */
export async function findRecord(accountId: string, id: string): Promise<DraftRecord | undefined> {
  const found = (await recordsOf(accountId)).find(({ key, filing }) => key === id || filing?.id === id)
  return found && withPictures(found)
}

async function recordsOf(accountId: string): Promise<BareRecord[]> {
  return (await bareRecords()).filter((record) => record.accountId === accountId)
}

/** The drafts of every account that has used this phone, without their pictures. */
export async function bareRecords(): Promise<BareRecord[]> {
  const names = (await keys<string>(store)).filter((key) => !key.startsWith(PICTURE))
  const all = await getMany<BareRecord | undefined>(names, store)
  return all.filter((record) => record !== undefined)
}

/** Leaves out pictures that the browser has evicted. */
async function withPictures(record: BareRecord): Promise<DraftRecord> {
  const names = record.photos.map((photo) => PICTURE + photo.key)
  const blobs = await getMany<Blob | undefined>(names, store)
  const photos = record.photos.flatMap((photo, at) => {
    const blob = blobs[at]
    return blob ? [{ ...photo, blob, onPhone: true }] : []
  })
  if (!written.has(record.key)) written.set(record.key, new Set(photos.map(({ key }) => PICTURE + key)))
  return { ...record, photos }
}
