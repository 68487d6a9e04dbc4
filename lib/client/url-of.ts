import type { AnyEndpoint } from '@/lib/core/endpoint'

/** The given values of a query, as texts. */
export function valuesOf(query: object | undefined): Record<string, string> {
  const given = Object.entries(query ?? {}).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
}

/** The address of a call, its parameters filled in. */
export function urlOf(endpoint: AnyEndpoint, params?: object, query?: object): string {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(Reflect.get(params ?? {}, name))),
  )
  const text = String(new URLSearchParams(valuesOf(query)))
  return text === '' ? path : `${path}?${text}`
}
