import type { AnyEndpoint } from '@/lib/core/endpoint'
import { ENDS_EARLY_MS, STORED_AT } from './owner-session'
import { urlOf } from './url-of'

/**
 * A small script at the top of a page requests the page's first data while the page's own scripts are still loading. The
 * responses wait on `window` until apiFetch makes the same call: each is used once. Without an unexpired session nothing
 * is requested early, and the page calls the API as usual.
 */
const STORE = 'nrmmEarly'
/** From the start of the page; a response that has not been used by then may be outdated. */
const MAX_AGE_MS = 30_000

export type EarlyCall = { url: string; owner: boolean }
type Store = Record<string, { bearer: string | null; answer: Promise<Response> }>

export function earlyCall(
  endpoint: AnyEndpoint,
  request: { params?: object; query?: object } = {},
): EarlyCall {
  return { url: urlOf(endpoint, request.params, request.query), owner: endpoint.auth === 'account' }
}

/** Source of the script, in ES5: browsers older than supported run it, too. */
export function earlyScript(calls: readonly EarlyCall[]): string {
  return `(function (calls) {
  try {
    var session = JSON.parse(localStorage.getItem('${STORED_AT}'))
    if (!(Date.now() < session.expiresAt - ${ENDS_EARLY_MS})) return
    var store = (window.${STORE} = {})
    calls.forEach(function (call) {
      var bearer = call.owner ? session.accessToken : null
      var answer = fetch(call.url, bearer ? { headers: { authorization: 'Bearer ' + bearer } } : {})
      answer.catch(function () {})
      store[call.url] = { bearer: bearer, answer: answer }
    })
  } catch (error) {}
})(${JSON.stringify(calls).replaceAll('<', '\\u003c')})`
}

/** The early response to this call, if it was requested with the same token; null for the second caller. */
export function takeEarlyAnswer(url: string, bearer: string | null): Promise<Response> | null {
  const store: Store | undefined = Reflect.get(globalThis, STORE)
  const early = store?.[url]
  if (!store || !early) return null
  delete store[url]
  return early.bearer === bearer && performance.now() < MAX_AGE_MS ? early.answer : null
}
