import { del, delMany, get, keys, set } from 'idb-keyval'
import { durableStore } from '@/lib/client/durable-store'
import { type ChangeValues, changeValues } from '../schema/change'

/** What was typed into the form of a change and not sent yet, stored on this phone by account, machine and form. */
const store = durableStore('nrmm-changes', 'entries')

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

/** The forms of some accounts that hold something, by key. @param whose tells by the account's id */
export async function keptForms(whose: (accountId: string) => boolean): Promise<string[]> {
  const all = await keys<string>(store)
  return all.filter((key) => whose(key.split('/', 1)[0] ?? ''))
}

/** Empties these forms on this phone. */
export const forgetForms = (forms: string[]): Promise<void> => delMany(forms, store)
