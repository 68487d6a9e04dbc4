import type { AnyEndpoint } from '@/lib/core/endpoint'

/** The address of a call, its parameters filled in. */
export function urlOf(endpoint: AnyEndpoint, params?: object, query?: object): string {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(Reflect.get(params ?? {}, name))),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = String(search)
  return text === '' ? path : `${path}?${text}`
}
