import { timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/server/env'
import { isLoopback, wasForwarded } from '@/lib/server/http/forwarded'
import { namesThisMachine } from '@/lib/server/http/host'
import { sha256 } from '@/lib/server/secrets/secrets'

/**
 * Metrics may be read with METRICS_TOKEN, or without by this machine itself. A proxy on this machine makes every caller look
 * local, so a call that a proxy passed on needs the token, whatever address it gives; and every call, where proxies are expected.
 */
export function mayReadMetrics({ headers }: Request, address: string): boolean {
  const { METRICS_TOKEN: token, TRUSTED_PROXIES: proxies } = env()
  const bearer = headers.get('authorization')?.match(/^Bearer (\S+)$/i)?.[1]
  // Hashed, since timingSafeEqual needs texts of equal length.
  if (token && bearer && timingSafeEqual(Buffer.from(sha256(token)), Buffer.from(sha256(bearer)))) return true
  const isDirect =
    proxies === 0 && !wasForwarded(headers.keys()) && namesThisMachine(headers.get('host') ?? '')
  return isDirect && isLoopback(address)
}
