import type { AnyEndpoint } from '@/lib/core/endpoint'
import { ENDS_EARLY_MS, STORED_AT } from './owner-session'
import { urlOf } from './url-of'

/**
 * What a page asks for first is asked for by a small script at its top, while its own scripts are still on their way. The
 * answers lie on `window` until apiFetch makes the same call: each is handed over once. Without a session that still
 * holds nothing is asked for early, and the page asks in its own time.
 */
const KEPT_AT = 'nrmmEarly'
/** From the start of the page: what is not taken by then may be out of date. */
const KEPT_MS = 30_000

export type EarlyCall = { url: string; owner: boolean }
type Kept = Record<string, { bearer: string | null; answer: Promise<Response> }>

export function earlyCall(
  endpoint: AnyEndpoint,
  request: { params?: object; query?: object } = {},
): EarlyCall {
  return { url: urlOf(endpoint, request.params, request.query), owner: endpoint.auth === 'account' }
}

/** ES5: it runs in whatever browser comes. */
export function earlyScript(calls: readonly EarlyCall[]): string {
  return `(function (calls) {
  try {
    var session = JSON.parse(localStorage.getItem('${STORED_AT}'))
    if (!(Date.now() < session.expiresAt - ${ENDS_EARLY_MS})) return
    var kept = (window.${KEPT_AT} = {})
    calls.forEach(function (call) {
      var bearer = call.owner ? session.accessToken : null
      var answer = fetch(call.url, bearer ? { headers: { authorization: 'Bearer ' + bearer } } : {})
      answer.catch(function () {})
      kept[call.url] = { bearer: bearer, answer: answer }
    })
  } catch (error) {}
})(${JSON.stringify(calls).replaceAll('<', '\\u003c')})`
}

/** The answer that was asked for early, if it is for the same caller; only the first to ask gets it. */
export function takeEarlyAnswer(url: string, bearer: string | null): Promise<Response> | null {
  const kept: Kept | undefined = Reflect.get(globalThis, KEPT_AT)
  const early = kept?.[url]
  if (!kept || !early) return null
  delete kept[url]
  return early.bearer === bearer && performance.now() < KEPT_MS ? early.answer : null
}
