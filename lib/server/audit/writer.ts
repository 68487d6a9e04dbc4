import { randomBytes } from 'node:crypto'

/**
 * This process as a writer of audit events: it numbers what it writes 1, 2, 3 …, and a number that stays out since its
 * transaction was rolled back is told with the next event. So whoever removes an event, even before it is sealed, leaves a
 * gap that nobody has explained.
 */
type Writer = { id: string; next: number; rolledBack: Set<number> }

/** The place of an event among what its process writes; `skipped`: earlier places that stay empty. */
export type Place = { writer: string; position: number; skipped: readonly number[] }

/** Shared by the bundles of one process: server and pages are built apart. */
const SLOT = Symbol.for('nrmm.audit-writer')

function self(): Writer {
  const known: Writer | undefined = Reflect.get(globalThis, SLOT)
  if (known) return known
  const made: Writer = { id: newWriterId(), next: 1, rolledBack: new Set() }
  Reflect.set(globalThis, SLOT, made)
  return made
}

/** Events of such a writer were brought in afterwards and tell of times before: the demo world, measurements. */
const LOADER = 'load-'

export function newWriterId(): string {
  return randomBytes(9).toString('base64url')
}

export function newLoaderId(): string {
  return `${LOADER}${newWriterId()}`
}

export function isLoader(writer: string): boolean {
  return writer.startsWith(LOADER)
}

/** Places taken in a transaction, in order, by its client. */
const taken = new WeakMap<object, Place[]>()

/** The next place, for an event in this transaction. */
export function takePlace(tx: object): Place {
  const writer = self()
  const place = { writer: writer.id, position: writer.next, skipped: [...writer.rolledBack] }
  writer.next += 1
  writer.rolledBack.clear()
  taken.set(tx, [...(taken.get(tx) ?? []), place])
  return place
}

/** How many places the transaction has taken: what `rolledBack` may begin from. */
export function placesTaken(tx: object): number {
  return taken.get(tx)?.length ?? 0
}

/** The transaction was rolled back, wholly or to where it had taken `from` places: the places after it stay empty. */
export function rolledBack(tx: object, from = 0): void {
  const places = taken.get(tx) ?? []
  for (const { position, skipped } of places.slice(from))
    for (const empty of [position, ...skipped]) self().rolledBack.add(empty)
  taken.set(tx, places.slice(0, from))
}

/** The client is used again, for another transaction. */
export function committed(tx: object): void {
  taken.delete(tx)
}

/** Whether places stay empty that no event has told of yet. */
export function hasUntold(): boolean {
  return self().rolledBack.size > 0
}

/**
 * Runs a transaction, and notes its places as empty where it fails. A failed COMMIT counts as failed, whatever came of it.
 * @param work told `begin` by its transaction's client
 */
export async function accounted<T>(work: (begin: (tx: object) => void) => Promise<T>): Promise<T> {
  let client: object | undefined
  try {
    const result = await work((tx) => {
      client = tx
    })
    if (client) committed(client)
    return result
  } catch (error) {
    if (client) rolledBack(client)
    throw error
  }
}
