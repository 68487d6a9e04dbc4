import { AppError } from '@/lib/core/app-error'
import { env } from '@/lib/server/env'
import { unescaped } from './unescaped'

/** A cookie's value; undefined when it is missing or not properly encoded. */
export function cookie(request: Request, name: string): string | undefined {
  return cookies(request)[name] || undefined
}

/** All cookies by name; the first of a name counts, an improperly encoded one is an empty text. */
export function cookies(request: Request): Record<string, string> {
  const found: Record<string, string> = {}
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at <= 0) continue
    found[pair.slice(0, at).trim()] ??= unescaped(pair.slice(at + 1).trim()) ?? ''
  }
  return found
}

/**
 * CSRF protection of cookie routes: only same-origin requests are allowed. Every browser sends Sec-Fetch-Site or Origin;
 * a program that sends neither cannot use another person's cookie.
 * @throws AppError CROSS_ORIGIN
 */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') throw new AppError('CROSS_ORIGIN')
  const origin = request.headers.get('origin')
  if (!origin) return
  const own = [request.headers.get('host'), new URL(env().PUBLIC_URL).host]
  if (!URL.canParse(origin) || !own.includes(new URL(origin).host)) throw new AppError('CROSS_ORIGIN')
}
