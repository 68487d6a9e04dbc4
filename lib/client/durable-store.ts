import { promisifyRequest, type UseStore } from 'idb-keyval'

/**
 * An IndexedDB store, opened on first use. Replaces createStore of idb-keyval, which cannot wait until a write is on
 * disk: what a screen shows as stored must survive the browser being killed a moment later. For set, setMany, del and
 * delMany, which make all their requests at once; not for update.
 */
export function durableStore(database: string, name: string): UseStore {
  let opened: Promise<IDBDatabase> | undefined
  const open = () => {
    const request = indexedDB.open(database)
    request.onupgradeneeded = () => request.result.createObjectStore(name)
    const opening = promisifyRequest(request)
    // The browser may close the database by itself, and a failed open may succeed next time.
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
    const transaction = (await opened).transaction(name, mode, { durability: 'strict' })
    // Its users (set, setMany, del, delMany, not update) make all requests at once.
    const done = callback(transaction.objectStore(name))
    // Otherwise the browser commits after the page has seen each request succeed, and a page left before that loses them.
    if (mode === 'readwrite') transaction.commit()
    return done
  }
}
