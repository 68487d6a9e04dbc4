import { AppError } from '@/lib/core/app-error'
import { env } from '@/lib/server/env'
import type { Incoming } from './incoming'
import { PEER_HEADER } from './peer-address'
import { unescaped } from './unescaped'

/**
 * The caller's address. Our own server process writes `x-nrmm-peer` from the socket (or, behind trusted proxies,
 * from the right end of X-Forwarded-For) and overwrites whatever a client sent; see lib/server/http/front-door.ts.
 */
export function clientAddress(request: Incoming): string {
  return request.headers.get(PEER_HEADER) ?? 'unknown'
}

/** One cookie's value; undefined also for one that is not written as cookies are. */
export function cookie(request: Incoming, name: string): string | undefined {
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return unescaped(pair.slice(at + 1).trim()) ?? undefined
  }
  return undefined
}

/**
 * Cookie routes answer only their own pages. Every browser tells where a request comes from, by Sec-Fetch-Site or
 * Origin; a program that sends neither holds no cookie of somebody else.
 * @throws AppError CROSS_ORIGIN
 */
export function requireSameOrigin(request: Incoming): void {
  const site = request.headers.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') throw new AppError('CROSS_ORIGIN')
  const origin = request.headers.get('origin')
  if (!origin) return
  const own = [request.headers.get('host'), new URL(env().PUBLIC_URL).host]
  if (!URL.canParse(origin) || !own.includes(new URL(origin).host)) throw new AppError('CROSS_ORIGIN')
}
