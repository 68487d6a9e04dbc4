import { del, delMany, get, getMany, keys, promisifyRequest, set, setMany, type UseStore } from 'idb-keyval'
import { type DraftRecord, hasOwn, type WaitingPhoto } from '../rules/record'

/**
 * Where drafts lie on this phone: IndexedDB, which takes pictures as they are and survives the browser's end. One entry a
 * draft, written with each change, and one a picture, written once.
 */
type Kept = Omit<DraftRecord, 'photos'> & { photos: Omit<WaitingPhoto, 'blob'>[] }

const PICTURE = 'picture/'
let store: UseStore | undefined
/** The pictures that each draft has here, by the draft's key. */
const written = new Map<string, Set<string>>()

function shelf(): UseStore {
  store ??= strictStore('nrmm-drafts', 'draft')
  return store
}

/**
 * As createStore of idb-keyval, which cannot be told to wait until a write is on the disk: "kept on this phone" must
 * outlive a browser that is killed the moment after.
 */
function strictStore(database: string, name: string): UseStore {
  let opened: Promise<IDBDatabase> | undefined
  const open = () => {
    const request = indexedDB.open(database)
    request.onupgradeneeded = () => request.result.createObjectStore(name)
    const opening = promisifyRequest(request)
    // A browser may close it by itself, and the next try may go better than this one.
    const forget = () => {
      opened = undefined
    }
    opening.then((db) => {
      db.onclose = forget
    }, forget)
    return opening
  }
  return async (mode, callback) => {
    opened ??= open()
    return callback((await opened).transaction(name, mode, { durability: 'strict' }).objectStore(name))
  }
}

/** Draft and new pictures in one transaction; pictures that it has no more go after it. */
export async function keepRecord(record: DraftRecord): Promise<void> {
  const { key } = record
  const before = written.get(key) ?? new Set()
  const now = new Set(record.photos.map((photo) => PICTURE + photo.key))
  written.set(key, now)
  const photos = record.photos.map(({ blob, ...rest }) => rest)
  const pictures = record.photos.filter((photo) => !before.has(PICTURE + photo.key))
  const entries: [string, unknown][] = pictures.map(({ key: own, blob }) => [PICTURE + own, blob])
  try {
    if (entries.length === 0) await set(key, { ...record, photos } satisfies Kept, shelf())
    else await setMany([...entries, [key, { ...record, photos } satisfies Kept]], shelf())
  } catch (error) {
    // Not there after all: tried again with the next change.
    written.set(key, before)
    throw error
  }
  const gone = [...before].filter((picture) => !now.has(picture))
  if (gone.length > 0) await delMany(gone, shelf())
}

export async function dropRecord(key: string): Promise<void> {
  const record = await get<Kept>(key, shelf())
  await del(key, shelf())
  await delMany(record?.photos.map((photo) => PICTURE + photo.key) ?? [], shelf())
  written.delete(key)
}

/** An account's drafts of which the server lacks something, newest first. */
export async function listRecords(accountId: string): Promise<DraftRecord[]> {
  const all = await Promise.all((await kept(accountId)).map(whole))
  return all.filter(hasOwn).sort((a, b) => b.changedAt - a.changedAt)
}

/** By the phone's key or by the filing's id. */
export async function findRecord(accountId: string, id: string): Promise<DraftRecord | undefined> {
  const found = (await kept(accountId)).find(({ key, filing }) => key === id || filing?.id === id)
  return found && whole(found)
}

async function kept(accountId: string): Promise<Kept[]> {
  const names = (await keys<string>(shelf())).filter((key) => !key.startsWith(PICTURE))
  const all = await getMany<Kept | undefined>(names, shelf())
  return all.filter((record) => record !== undefined).filter((record) => record.accountId === accountId)
}

/** With its pictures; one that the browser threw away is left out. */
async function whole(record: Kept): Promise<DraftRecord> {
  const names = record.photos.map((photo) => PICTURE + photo.key)
  const blobs = await getMany<Blob | undefined>(names, shelf())
  const photos = record.photos.flatMap((photo, at) => {
    const blob = blobs[at]
    return blob ? [{ ...photo, blob, kept: true }] : []
  })
  if (!written.has(record.key)) written.set(record.key, new Set(photos.map(({ key }) => PICTURE + key)))
  return { ...record, photos }
}
