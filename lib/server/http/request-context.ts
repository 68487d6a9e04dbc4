import { AsyncLocalStorage } from 'node:async_hooks'
import { AppError } from '@/lib/core/app-error'

/** Data of the current request that need not be passed through every function. */
export type RequestContext = {
  requestId: string
  /** The caller's address (peer-address.ts), for the audit record; null where it is not known. */
  address: string | null
  /** The caller's program, as it calls itself. */
  userAgent?: string | null
  /** A cookie that came with it. */
  cookie?: (name: string) => string | undefined
  /** Set-Cookie of its answer, where that is a success. */
  setCookie?: string
  /** Of a HEAD: nothing may be written. */
  readOnly?: boolean
  /** Of a POST with an Idempotency-Key; `transact` stores the answer in the same transaction. */
  idempotency?: { scope: string; key: string; requestHash: string; status: number; stored: boolean }
}

/** One for the process: Next bundles its pages apart from the server that calls them. */
const SLOT = Symbol.for('nrmm.request-context')

export const requestContext: AsyncLocalStorage<RequestContext> =
  Reflect.get(globalThis, SLOT) ?? new AsyncLocalStorage<RequestContext>()
Reflect.set(globalThis, SLOT, requestContext)

/** The context of a request that begins. @param address `unknown` behind plain Next, which hides the socket */
export function newContext(requestId: string, address: string): RequestContext {
  return { requestId, address: address === 'unknown' ? null : address }
}

/** Whether the current request is a HEAD. */
export function isReadOnly(): boolean {
  return requestContext.getStore()?.readOnly === true
}

/** What a GET records or makes is read by GET only. @throws AppError METHOD_NOT_ALLOWED within a HEAD */
export function requireMayWrite(): void {
  if (isReadOnly()) throw new AppError('METHOD_NOT_ALLOWED', { allow: ['GET', 'OPTIONS'] })
}
