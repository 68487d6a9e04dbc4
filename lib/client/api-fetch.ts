import type { z } from 'zod'
import { type AnyEndpoint, searchEndpoint } from '@/lib/core/endpoint'
import { mayBePersonal } from '@/lib/core/personal-text'
import { errorOf, networkError } from './api-error'
import { takeEarlyAnswer } from './early-answers'
import { ownerBearer, renewOwnerSession } from './owner-session'
import { signInAgain } from './sign-in-gate'
import { urlOf, valuesOf } from './url-of'

type In<S> = S extends z.ZodType ? z.input<S> : undefined
type Out<S> = S extends z.ZodType ? z.output<S> : undefined

type Request<E extends AnyEndpoint> = {
  params?: In<E['params']>
  query?: In<E['query']>
  body?: In<E['body']>
  signal?: AbortSignal
  /** A repeated POST with the same key and body answers as the first one did. */
  idempotencyKey?: string
}

type Transport = (url: string, init: RequestInit) => Promise<Response>

/** fetch in browsers; on the server, where pages are rendered, a call within the process (app/(console)/prefetched.tsx). */
let transport: Transport = (url, init) => fetch(url, init)

export function setTransport(next: Transport): void {
  transport = next
}

/**
 * Calls a declared endpoint of our own origin and parses the answer with its schema.
 * A session that ended meanwhile is renewed or asked for again, and the call repeated.
 * @throws ApiError with the server's problem, or NETWORK
 */
export async function apiFetch<E extends AnyEndpoint>(
  endpoint: E,
  request: Request<E> = {},
): Promise<Out<E['response']>> {
  const [call, given] = withoutPersonalAddress(endpoint, request)
  const response = await authorised(call, (bearer) => send(call, given, bearer))
  if (!response.ok) throw await errorOf(response)
  const answer: unknown = response.status === 204 ? undefined : await response.json()
  return endpoint.response?.parse(answer)
}

/** A search that may name a person goes by POST: addresses are logged and remembered. */
function withoutPersonalAddress<E extends AnyEndpoint>(
  endpoint: E,
  request: Request<E>,
): [AnyEndpoint, Request<AnyEndpoint>] {
  const values = valuesOf(request.query)
  if (!endpoint.searchable || !mayBePersonal(values.q ?? '')) return [endpoint, request]
  return [searchEndpoint(endpoint), { ...request, query: undefined, body: values }]
}

/** Who speaks is added to a call; a refusal for want of a session is answered by one more try with a new one. */
export async function authorised(
  endpoint: AnyEndpoint,
  call: (bearer: string | null) => Promise<Response>,
): Promise<Response> {
  const owner = endpoint.auth === 'account'
  const bearer = owner ? await ownerBearer() : null
  const response = await call(bearer)
  if (response.status !== 401 || endpoint.auth === 'public') return response
  const renewed = bearer && (await renewOwnerSession(bearer))
  if (!renewed && !(await signInAgain())) return response
  return call(owner ? await ownerBearer() : null)
}

function send<E extends AnyEndpoint>(
  endpoint: E,
  { params, query, body, signal, idempotencyKey }: Request<E>,
  bearer: string | null,
): Promise<Response> {
  const headers: Record<string, string> = {}
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (bearer) headers.authorization = `Bearer ${bearer}`
  if (idempotencyKey) headers['idempotency-key'] = idempotencyKey
  const url = urlOf(endpoint, params, query)
  const request = () =>
    transport(url, {
      method: endpoint.method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    })
  const early = endpoint.method === 'GET' ? takeEarlyAnswer(url, bearer) : null
  return (early ? early.catch(request) : request()).catch((cause) => {
    if (signal?.aborted) throw cause
    throw networkError()
  })
}
