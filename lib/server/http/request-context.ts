import { AsyncLocalStorage } from 'node:async_hooks'

/** What belongs to the request under way and must not be handed through every function. */
export type RequestContext = {
  requestId: string
  /** A POST that asked to be remembered; `transact` stores the answer in the same transaction. */
  idempotency?: { scope: string; key: string; requestHash: string; status: number; stored: boolean }
}

export const requestContext = new AsyncLocalStorage<RequestContext>()

/** The id of the request under way, as its log line and its answer name it. */
export function currentRequestId(): string {
  return requestContext.getStore()?.requestId ?? ''
}
