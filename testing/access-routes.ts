import { globSync } from 'node:fs'
import path from 'node:path'
import type { AnyEndpoint } from '@/lib/core/endpoint'

const root = path.resolve(import.meta.dirname, '..')

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response> | Response
export type DeclaredRoute = { file: string; handler: Handler; endpoint: AnyEndpoint }

/** Route files that answer without a declaration, and why nothing is lost by it. */
export const UNDECLARED: Record<string, string> = {
  'app/api/[...path]/route.ts': 'answers 404 where nothing else answers',
  'app/api/auth/[...nextauth]/route.ts': 'the library’s own handler',
  'app/api/health/live/route.ts': 'tells nothing',
  'app/api/health/ready/route.ts': 'tells nothing',
  'app/api/metrics/route.ts': 'guarded by address or token, tested beside it',
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

export type RouteFile = { file: string; exports: Record<string, unknown> }

/** Every route file below app/api, imported. */
export async function routeFiles(): Promise<RouteFile[]> {
  const files = globSync('app/api/**/route.ts', { cwd: root }).toSorted()
  return Promise.all(
    files.map(async (file) => ({ file, exports: await import(/* @vite-ignore */ path.join(root, file)) })),
  )
}

/** The declared routes of a file. */
export function declaredIn({ file, exports }: RouteFile): DeclaredRoute[] {
  return METHODS.flatMap((method) => {
    const handler = exports[method]
    if (!isHandler(handler)) return []
    const endpoint: unknown = Reflect.get(handler, 'endpoint')
    return isEndpoint(endpoint) ? [{ file, handler, endpoint }] : []
  })
}

/** What a route file must not have: other exports, methods without a declaration, a path that is not its folder's. */
export function faultsOf(routeFile: RouteFile): string[] {
  const { file, exports } = routeFile
  if (file in UNDECLARED) return []
  const declared = declaredIn(routeFile)
  const folder = `/${path.dirname(file).replace(/^app\//, '')}`.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')
  const others = Object.keys(exports).filter((name) => !METHODS.includes(name))
  const bare = METHODS.filter((method) => method in exports).filter(
    (method) => !declared.some(({ endpoint }) => endpoint.method === method),
  )
  const strayed = declared.filter(({ endpoint }) => endpoint.path !== folder)
  const actionless = declared.filter(
    ({ endpoint }) => (endpoint.auth === 'staff') !== Boolean(endpoint.action),
  )
  const misplaced = declared.filter(
    ({ endpoint }) => endpoint.path.startsWith('/api/console/') !== (endpoint.auth === 'staff'),
  )
  return [
    ...others.map((name) => `${file} exports ${name}`),
    ...bare.map((method) => `${file} has ${method} without a declaration for it`),
    ...strayed.map(({ endpoint }) => `${file} declares the path ${endpoint.path}`),
    ...actionless.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}: auth and action do not agree`),
    ...misplaced.map(
      ({ endpoint }) => `${endpoint.method} ${endpoint.path}: staff routes live below /api/console only`,
    ),
  ]
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function'
}

function isEndpoint(value: unknown): value is AnyEndpoint {
  return (
    typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'auth' in value
  )
}
