import { AsyncLocalStorage } from 'node:async_hooks'

/** Data of the current request that need not be passed through every function. */
export type RequestContext = {
  requestId: string
  /** The caller's address (peer-address.ts), for the audit record; null where it is not known. */
  address: string | null
  /** Of a POST with an Idempotency-Key; `transact` stores the answer in the same transaction. */
  idempotency?: { scope: string; key: string; requestHash: string; status: number; stored: boolean }
}

export const requestContext = new AsyncLocalStorage<RequestContext>()

/** The context of a request that begins. @param address `unknown` behind plain Next, which hides the socket */
export function newContext(requestId: string, address: string): RequestContext {
  return { requestId, address: address === 'unknown' ? null : address }
}

/** Id of the current request, as in its log line and its response. */
export function currentRequestId(): string {
  return requestContext.getStore()?.requestId ?? ''
}
