import type { AnyEndpoint } from '@/lib/core/endpoint'
import type { Answer } from './answer'
import type { Incoming } from './incoming'

export type Params = Record<string, string | string[] | undefined>

export type ServedRoute = {
  endpoint: AnyEndpoint
  /** Never throws: a failure is an answer. */
  serve: (request: Incoming, params: Params) => Promise<Answer | Response>
}

type Pattern = { parts: readonly string[]; route: ServedRoute }
type Table = { fixed: Map<string, ServedRoute>; patterns: Map<string, Pattern> }

// Next bundles each route apart from the front door: what they share is kept by the process.
const kept = globalThis as { nrmmRoutes?: Table }

function table(): Table {
  kept.nrmmRoutes ??= { fixed: new Map(), patterns: new Map() }
  return kept.nrmmRoutes
}

const nameOf = (part: string): string | undefined => /^\{(\w+)\}$/.exec(part)?.[1]

/** Notes a route under what it declares. Until its file is loaded, Next alone knows it. */
export function keepRoute<R extends ServedRoute>(route: R): R {
  const { method, path } = route.endpoint
  const key = `${method} ${path}`
  if (path.includes('{')) table().patterns.set(key, { parts: path.split('/'), route })
  else table().fixed.set(key, route)
  return route
}

export type FoundRoute = { route: ServedRoute; params: Record<string, string> }

/**
 * The loaded route for a call.
 * @param path without query
 * @returns null where Next must look: another route may be nearer whose file is not loaded yet, so parameters that the
 * found one would refuse are left to it
 */
export function findRoute(method: string, path: string): FoundRoute | null {
  const fixed = table().fixed.get(`${method} ${path}`)
  if (fixed) return { route: fixed, params: {} }
  const parts = path.split('/')
  for (const pattern of table().patterns.values()) {
    if (pattern.route.endpoint.method !== method) continue
    const params = paramsOf(pattern.parts, parts)
    if (params) return accepts(pattern.route, params) ? { route: pattern.route, params } : null
  }
  return null
}

function paramsOf(wanted: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [place, part] of wanted.entries()) {
    const value = given[place] ?? ''
    const name = nameOf(part)
    if (name === undefined ? part !== value : value === '') return null
    if (name !== undefined) params[name] = value
  }
  return params
}

/** Written with escapes, or not as declared: rare, and Next's business. */
function accepts({ endpoint }: ServedRoute, params: Record<string, string>): boolean {
  if (Object.values(params).some((value) => value.includes('%'))) return false
  return endpoint.params === undefined || endpoint.params.safeParse(params).success
}
