import type { z } from 'zod'
import type { AnyEndpoint } from '@/lib/core/endpoint'
import { errorOf, networkError } from './api-error'
import { signInAgain } from './sign-in-gate'

type In<S> = S extends z.ZodType ? z.input<S> : undefined
type Out<S> = S extends z.ZodType ? z.output<S> : undefined

type Request<E extends AnyEndpoint> = {
  params?: In<E['params']>
  query?: In<E['query']>
  body?: In<E['body']>
  signal?: AbortSignal
}

/**
 * Calls a declared endpoint of our own origin and parses the answer with its schema.
 * A session that ended meanwhile is asked for again and the call repeated.
 * @throws ApiError with the server's problem, or NETWORK
 */
export async function apiFetch<E extends AnyEndpoint>(
  endpoint: E,
  request: Request<E> = {},
): Promise<Out<E['response']>> {
  let response = await send(endpoint, request)
  if (response.status === 401 && endpoint.auth === 'staff' && (await signInAgain())) {
    response = await send(endpoint, request)
  }
  if (!response.ok) throw await errorOf(response)
  const answer: unknown = response.status === 204 ? undefined : await response.json()
  return endpoint.response?.parse(answer)
}

function send<E extends AnyEndpoint>(
  endpoint: E,
  { params, query, body, signal }: Request<E>,
): Promise<Response> {
  return fetch(urlOf(endpoint, params, query), {
    method: endpoint.method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  }).catch((cause) => {
    if (signal?.aborted) throw cause
    throw networkError()
  })
}

/** The address of a call, its parameters filled in. */
export function urlOf(endpoint: AnyEndpoint, params?: object, query?: object): string {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(Reflect.get(params ?? {}, name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  return search.size > 0 ? `${path}?${search}` : path
}
