import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { AppError } from '@/lib/core/app-error'
import { Answer, respond } from './answer'
import { type ApiContext, type Bindings, type Call, callOf } from './call'
import type { Route } from './define-route'
import { problem } from './problem'
import { newContext, requestContext } from './request-context'
import { serveRoute } from './serve-route'

export type Api = Hono<{ Bindings: Bindings }>

/** A route without an endpoint declaration: health, metrics, sign-in of staff. */
export type PlainRoute = {
  method: 'GET' | 'POST'
  /** May end in `*`: all paths below. */
  path: string
  answer(call: Call): Promise<Answer | Response>
}

/** One router for all routes; any other path below /api gets problem+json, not a page. */
export function mountApi(routes: readonly Route[], plain: readonly PlainRoute[] = []): Api {
  const api: Api = new Hono()
  for (const route of literalFirst(routes))
    api.on(route.endpoint.method, patternOf(route.endpoint.path), (context) =>
      serveRoute(route, callOf(context)),
    )
  for (const { method, path, answer } of plain) api.on(method, path, (context) => servePlain(context, answer))
  for (const [path, methods] of methodsByPath(routes, plain))
    api.all(path, (context) => servePlain(context, async ({ request }) => otherMethod(request, methods)))
  api.notFound((context) => servePlain(context, notFound))
  return api
}

/** A literal path segment is matched before a parameter at the same place. */
function literalFirst(routes: readonly Route[]): Route[] {
  const keyOf = ({ endpoint }: Route) => endpoint.path.replaceAll('{', '\uffff')
  return routes.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/** `/api/v1/filings/{id}` → `/api/v1/filings/:id`. */
const patternOf = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

function methodsByPath(routes: readonly Route[], plain: readonly PlainRoute[]): Map<string, string[]> {
  const methods = new Map<string, string[]>()
  const declared = literalFirst(routes).map(({ endpoint: { method, path, file } }) => ({
    method,
    path,
    makesFile: file !== undefined,
  }))
  const all = [...declared, ...plain.map((route) => ({ ...route, makesFile: false }))]
  for (const { method, path, makesFile } of all) {
    const own = methods.get(patternOf(path)) ?? ['OPTIONS']
    own.push(...(method === 'GET' ? (makesFile ? ['GET'] : ['GET', 'HEAD']) : [method]))
    methods.set(patternOf(path), own)
  }
  return methods
}

function otherMethod(request: Request, methods: readonly string[]): Answer {
  const allow = methods.toSorted()
  if (request.method === 'OPTIONS') return new Answer(204, { allow: allow.join(', ') }, null)
  throw new AppError('METHOD_NOT_ALLOWED', { allow })
}

/** Redirects a path with a trailing slash. @throws AppError NOT_FOUND for any other */
async function notFound({ request }: Call): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  if (pathname.length > 1 && pathname.endsWith('/'))
    return new Response(null, { status: 308, headers: { location: `${pathname.slice(0, -1)}${search}` } })
  throw new AppError('NOT_FOUND', { detail: '没有这个接口' })
}

/** Error handling and common headers for a route without an endpoint. */
async function servePlain(context: ApiContext, answer: PlainRoute['answer']): Promise<Response> {
  const call = callOf(context)
  const requestId = randomUUID()
  const readOnly = call.request.method === 'HEAD'
  const result = await requestContext.run({ ...newContext(requestId, call.address), readOnly }, () =>
    answer(call).catch((error) => problem(error, requestId)),
  )
  return respond(result, call, { ...call.connectionHeaders(), 'x-request-id': requestId })
}
