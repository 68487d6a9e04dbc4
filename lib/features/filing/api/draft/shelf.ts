import { createStore, del, get, set, type UseStore, values } from 'idb-keyval'
import type { DraftRecord } from './record'

/**
 * Where drafts lie on this phone: IndexedDB, which takes pictures as they are and survives the browser's end. One record
 * a draft, written with each change.
 */
let store: UseStore | undefined

function shelf(): UseStore {
  store ??= createStore('nrmm-drafts', 'draft')
  return store
}

export function keepRecord(record: DraftRecord): Promise<void> {
  return set(record.key, record, shelf())
}

export function dropRecord(key: string): Promise<void> {
  return del(key, shelf())
}

/** An account's drafts with something on this phone, newest first. */
export async function listRecords(accountId: string): Promise<DraftRecord[]> {
  const all = await values<DraftRecord>(shelf())
  return all.filter((record) => record.accountId === accountId).toSorted((a, b) => b.changedAt - a.changedAt)
}

/** By the phone's key or by the filing's id. */
export async function findRecord(accountId: string, id: string): Promise<DraftRecord | undefined> {
  const own = await get<DraftRecord>(id, shelf())
  if (own?.accountId === accountId) return own
  return (await listRecords(accountId)).find(({ filing }) => filing?.id === id)
}
