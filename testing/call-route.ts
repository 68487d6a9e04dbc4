import { mayBePersonal } from '@/lib/core/personal-text'
import { type Route, withSearchByPost } from '@/lib/server/http/define-route'
import { mountApi } from '@/lib/server/http/mount-api'

export type RouteCall = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  /** Sent as multipart instead of a body. */
  file?: { content: string | Buffer; name: string; type?: string }
  /** An owner's access token. */
  token?: string
  headers?: Record<string, string>
  /** The caller's; unknown without it. */
  address?: string
}

export type RouteAnswer<T> = { status: number; headers: Headers; body: T }

/** Calls a route through the router, with a JSON body or a file, by its declared method and path. */
export async function callRoute<T = { code?: string; errors?: { path: string; code: string }[] }>(
  route: Route,
  call: RouteCall = {},
): Promise<RouteAnswer<T>> {
  const response = await fetchRoute(route, call)
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  }
}

/** As `callRoute`, for responses that are not JSON. A search that may name a person goes by POST, as the client sends it. */
export async function fetchRoute(given: Route, call: RouteCall = {}): Promise<Response> {
  const [route, byPost] = withSearchByPost(given)
  return byPost && mayBePersonal(call.query?.q ?? '')
    ? send(byPost, { ...call, query: {}, body: call.query })
    : send(route, call)
}

function send(
  route: Route,
  { params = {}, query = {}, body, file, token, headers = {}, address }: RouteCall,
): Promise<Response> {
  const { method, path } = route.endpoint
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const request = new Request(`http://localhost:3000${filled}?${new URLSearchParams(query)}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: file ? formOf(file) : body === undefined ? undefined : JSON.stringify(body),
  })
  return Promise.resolve(mountApi([route]).fetch(request, address ? { peer: address } : undefined))
}

function formOf({ content, name, type }: NonNullable<RouteCall['file']>): FormData {
  const form = new FormData()
  form.set(
    'file',
    new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type }),
    name,
  )
  return form
}
