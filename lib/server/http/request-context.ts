import { AsyncLocalStorage } from 'node:async_hooks'

/** Data of the current request that need not be passed through every function. */
export type RequestContext = {
  requestId: string
  /** Of a POST with an Idempotency-Key; `transact` stores the answer in the same transaction. */
  idempotency?: { scope: string; key: string; requestHash: string; status: number; stored: boolean }
}

export const requestContext = new AsyncLocalStorage<RequestContext>()
