import type { Actor } from '@/lib/core/actor'
import { db } from '@/lib/server/database/db'
import { requestContext } from '@/lib/server/http/request-context'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { type AuditEntry, auditAlone } from './audit'

/** Written one by one of what an actor (or, without one, an address) did within a minute; the rest only as a number. */
const LISTED = 10
const WINDOW_MS = 60_000

type Window = {
  from: number
  listed: number
  unlisted: number
  actor: Actor
  action: AuditEntry['action']
  districtCode: string | null
  requestId: string
  address: string | null
}

type Shared = { windows: Map<string, Window>; writing: Set<Promise<void>> }
/** Of the process: Next bundles its pages apart, and what they have counted is recorded by the server's job. */
const SLOT = Symbol.for('nrmm.audit-frequent')
const shared: Shared = Reflect.get(globalThis, SLOT) ?? { windows: new Map(), writing: new Set() }
Reflect.set(globalThis, SLOT, shared)
const { windows, writing } = shared

/**
 * Records what changes nothing and may come in floods, such as refusals: beside the answer, not before it, so that the time of
 * an answer does not tell whether it was recorded. Beyond ten a minute an actor's are counted, and the count is recorded.
 */
export function auditFrequent(actor: Actor, entry: AuditEntry): void {
  const window = windowOf(actor, entry)
  if (window.listed >= LISTED) {
    window.unlisted += 1
    return
  }
  window.listed += 1
  track(auditAlone(db(), actor, entry))
}

/** Runs beside the answer as well: what must be asked before something is recorded. */
export function track(work: Promise<void>): void {
  const done = work
    .catch((error: unknown) => log().error({ error: errorFacts(error) }, 'a refusal was not recorded'))
    .finally(() => writing.delete(done))
  writing.add(done)
}

/** Resolves when everything that was begun is written. */
export async function frequentWritten(): Promise<void> {
  while (writing.size > 0) await Promise.all(writing)
}

function windowOf(actor: Actor, { action, districtCode = null }: AuditEntry): Window {
  const request = requestContext.getStore()
  const address = request?.address ?? null
  const key = `${action} ${actor.id ?? address}`
  const open = windows.get(key)
  if (open && Date.now() - open.from < WINDOW_MS) return open
  if (open) track(tell(open))
  const requestId = request?.requestId ?? ''
  const made = { from: Date.now(), listed: 0, unlisted: 0, actor, action, districtCode, requestId, address }
  windows.set(key, made)
  return made
}

/** Records the counts of minutes that are over. @param all of those that are not, too: the server stops */
export async function tellUnlisted(all = false): Promise<void> {
  for (const [key, window] of windows) {
    if (!all && Date.now() - window.from < WINDOW_MS) continue
    windows.delete(key)
    await tell(window)
  }
  if (all) await frequentWritten()
}

/** Under the id and address of the first request of that minute. */
async function tell({ unlisted, actor, action, districtCode, requestId, address }: Window): Promise<void> {
  if (unlisted === 0) return
  const entry = { action, subjectType: 'access', subjectId: 'unlisted', districtCode, details: { unlisted } }
  await requestContext.run({ requestId, address }, () => auditAlone(db(), actor, entry))
}
