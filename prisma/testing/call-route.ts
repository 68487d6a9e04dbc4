import type { Route } from '@/lib/server/define-route'

export type RouteCall = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  /** An owner's access token. */
  token?: string
  headers?: Record<string, string>
}

export type RouteAnswer<T> = { status: number; headers: Headers; body: T }

/** Calls a route as the server would, with a JSON body; the method and path are those it declares. */
export async function callRoute<T = { code?: string; errors?: { path: string; code: string }[] }>(
  route: Route,
  { params = {}, query = {}, body, token, headers = {} }: RouteCall = {},
): Promise<RouteAnswer<T>> {
  const { method, path } = route.endpoint
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const request = new Request(`http://localhost:3000${filled}?${new URLSearchParams(query)}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const response = await route(request, { params: Promise.resolve(params) })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  }
}
