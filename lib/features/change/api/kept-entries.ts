import { del, delMany, get, keys, set } from 'idb-keyval'
import { durableStore } from '@/lib/client/durable-store'
import type { PhotoDto, PhotoSlot } from '@/lib/features/photo/schema'
import { type ChangeValues, changeValues } from '../schema/change'

/** What was typed into the form of a change and not sent yet, stored on this phone by account, machine and form. */
const store = durableStore('nrmm-changes', 'entries')
/** The photos of a form lie beside what was typed. */
const PHOTOS = '/photos'

/** A photo of a form: picked on this phone, uploaded, or both. */
export type KeptPhoto = {
  slot: PhotoSlot
  /** Idempotency-Key of its upload. */
  key: string
  /** Already made smaller; absent: the server had it before. */
  file?: File | undefined
  stored?: Pick<PhotoDto, 'id' | 'url' | 'thumbnailUrl' | 'hints'> | undefined
}

/** Nothing where the browser stores nothing (private mode). */
export async function keptEntries(key: string): Promise<ChangeValues> {
  const found = changeValues.safeParse(await get(key, store).catch(() => undefined))
  return found.success ? found.data : {}
}

/** Stores them, or deletes them when there are none. A browser that stores nothing loses them with the page. */
export async function keepEntries(key: string, entries: ChangeValues): Promise<void> {
  const stored = Object.keys(entries).length === 0 ? del(key, store) : set(key, entries, store)
  await stored.catch(() => undefined)
}

/** Nothing where the browser stores nothing (private mode), or has evicted them. */
export async function keptPhotos(key: string): Promise<KeptPhoto[]> {
  return (await get<KeptPhoto[]>(key + PHOTOS, store).catch(() => undefined)) ?? []
}

/** Stores the photos, or deletes them when there are none. */
export async function keepPhotos(key: string, photos: KeptPhoto[]): Promise<void> {
  const stored = photos.length === 0 ? del(key + PHOTOS, store) : set(key + PHOTOS, photos, store)
  await stored.catch(() => undefined)
}

/** The forms of some accounts that hold something, by key. @param whose tells by the account's id */
export async function keptForms(whose: (accountId: string) => boolean): Promise<string[]> {
  const all = await keys<string>(store)
  const forms = all.map((key) => (key.endsWith(PHOTOS) ? key.slice(0, -PHOTOS.length) : key))
  return [...new Set(forms)].filter((key) => whose(key.split('/', 1)[0] ?? ''))
}

/** Empties these forms on this phone. */
export function forgetForms(forms: string[]): Promise<void> {
  const all = forms.flatMap((form) => [form, form + PHOTOS])
  return delMany(all, store)
}
