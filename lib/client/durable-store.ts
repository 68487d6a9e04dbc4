import { promisifyRequest, type UseStore } from 'idb-keyval'

/**
 * A store of IndexedDB, opened on first use. As createStore of idb-keyval, which has no way to wait until a write is on
 * the disk: what a screen calls stored must outlive a browser that is killed the moment after.
 */
export function durableStore(database: string, name: string): UseStore {
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
    const transaction = (await opened).transaction(name, mode, { durability: 'strict' })
    // Its users (set, setMany, del, delMany, not update) make all requests at once.
    const done = callback(transaction.objectStore(name))
    // Otherwise the browser commits after the page has seen each request succeed, and a page left before that loses them.
    if (mode === 'readwrite') transaction.commit()
    return done
  }
}
