import { promisifyRequest, type UseStore } from 'idb-keyval'

/**
 * An IndexedDB store, opened on first use. Replaces createStore of idb-keyval, which cannot wait until a write is on
 * disk: what a screen shows as stored must survive the browser being killed a moment later.
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
    return callback((await opened).transaction(name, mode, { durability: 'strict' }).objectStore(name))
  }
}
