import { timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/server/env'
import { sha256 } from '@/lib/server/secrets/secrets'

const LOOPBACK = /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/

/**
 * Metrics may be read from this machine or with METRICS_TOKEN. A proxy on this machine makes every caller look local, so
 * the forwarded addresses must be local too.
 */
export function mayReadMetrics(request: Request, address: string): boolean {
  const token = env().METRICS_TOKEN
  const bearer = request.headers.get('authorization')?.match(/^Bearer (\S+)$/i)?.[1]
  // Hashed, since timingSafeEqual needs texts of equal length.
  if (token && bearer && timingSafeEqual(Buffer.from(sha256(token)), Buffer.from(sha256(bearer)))) return true
  const forwarded = (request.headers.get('x-forwarded-for') ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
  return [address, ...forwarded].every((one) => LOOPBACK.test(one.trim()))
}
