import { z } from 'zod'
import { errorOf, networkError } from './api-error'
import { newKey } from './new-key'

/**
 * The owner's tokens in this browser, shared by its tabs. The refresh token rotates and reuse of an old one ends the
 * whole session, so only one tab refreshes at a time, with an Idempotency-Key in case the response is lost.
 */
export const STORED_AT = 'nrmm.owner'
const LOCK = 'nrmm.owner.refresh'
/** Refresh this long before expiry, so that the token does not expire while a request is under way. */
export const ENDS_EARLY_MS = 15_000

const stored = z.object({
  accountId: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.number(),
  /** Idempotency-Key of the refresh that will use this refresh token. */
  refreshKey: z.string(),
})
export type OwnerSession = z.output<typeof stored>

const tokens = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresInSeconds: z.number() })
type Tokens = z.output<typeof tokens>

let current: OwnerSession | null | undefined
const listeners = new Set<() => void>()

function read(): OwnerSession | null {
  try {
    const text = localStorage.getItem(STORED_AT)
    return text ? (stored.safeParse(JSON.parse(text)).data ?? null) : null
  } catch {
    // No storage (private mode of old phones) or invalid content: signed in until the page closes.
    return current ?? null
  }
}

function write(session: OwnerSession | null): void {
  current = session
  try {
    if (session) localStorage.setItem(STORED_AT, JSON.stringify(session))
    else localStorage.removeItem(STORED_AT)
  } catch {
    // As above.
  }
  for (const listener of listeners) listener()
}

/** The session of this browser, or null; the same object until it changes. */
export function ownerSession(): OwnerSession | null {
  if (current === undefined) current = read()
  return current
}

/** Calls `listener` on each change, including changes by other tabs. @returns unsubscribe */
export function subscribeOwnerSession(listener: () => void): () => void {
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key !== STORED_AT && event.key !== null) return
    current = read()
    listener()
  }
  listeners.add(listener)
  window.addEventListener('storage', fromOtherTab)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', fromOtherTab)
  }
}

/** After a sign-in or a registration. */
export function storeOwnerSession(given: Tokens): void {
  write({
    accountId: accountOf(given.accessToken),
    accessToken: given.accessToken,
    refreshToken: given.refreshToken,
    expiresAt: Date.now() + given.expiresInSeconds * 1000,
    refreshKey: newKey(),
  })
}

export function clearOwnerSession(): void {
  write(null)
}

/** Only to separate drafts of different people on one phone; not a trusted identity. */
export function accountOf(accessToken: string): string {
  const payload = accessToken.split('.')[1] ?? ''
  const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
  return z.object({ sub: z.string() }).parse(JSON.parse(text)).sub
}

/** The bearer token to send, refreshed when it is about to end; null when nobody is signed in. @throws ApiError NETWORK */
export async function ownerBearer(): Promise<string | null> {
  const session = ownerSession()
  if (!session) return null
  if (Date.now() < session.expiresAt - ENDS_EARLY_MS) return session.accessToken
  return renewOwnerSession(session.accessToken)
}

/**
 * A new access token in place of one that the server rejected. An ended session stays stored: the owner is asked to sign
 * in again, and drafts still belong to the account.
 * @returns null when the session has ended
 * @throws ApiError NETWORK, or a transient server error
 */
export function renewOwnerSession(refused: string): Promise<string | null> {
  return locked(async () => {
    current = read()
    const session = current
    if (!session) return null
    // Another tab was faster.
    if (session.accessToken !== refused) return session.accessToken
    const response = await fetch('/api/v1/sessions/refresh', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': session.refreshKey },
      body: JSON.stringify({ refreshToken: session.refreshToken }),
    }).catch(() => {
      throw networkError()
    })
    if (response.status === 401) return null
    if (!response.ok) throw await errorOf(response)
    const given = tokens.parse(await response.json())
    storeOwnerSession(given)
    return given.accessToken
  })
}

let queue: Promise<unknown> = Promise.resolve()

/** Runs `work` exclusively across tabs, or within this tab where the browser has no Web Locks (plain HTTP). */
function locked<T>(work: () => Promise<T>): Promise<T> {
  if (typeof navigator !== 'undefined' && navigator.locks) return navigator.locks.request(LOCK, work)
  const next = queue.then(work, work)
  queue = next.catch(() => undefined)
  return next
}
