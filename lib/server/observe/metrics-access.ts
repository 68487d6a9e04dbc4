import { timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/server/env'
import { sha256 } from '@/lib/server/secrets/secrets'

const LOOPBACK = /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/

/**
 * Figures are for the machine itself, or for who shows METRICS_TOKEN. A proxy on this machine makes every caller look
 * local: what it forwards for somebody else is not.
 */
export function mayReadMetrics(request: Request, address: string): boolean {
  const token = env().METRICS_TOKEN
  const shown = request.headers.get('authorization')?.match(/^Bearer (\S+)$/i)?.[1]
  // Hashed first, since only texts of one length can be compared in constant time.
  if (token && shown && timingSafeEqual(Buffer.from(sha256(token)), Buffer.from(sha256(shown)))) return true
  const forwarded = (request.headers.get('x-forwarded-for') ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
  return [address, ...forwarded].every((one) => LOOPBACK.test(one.trim()))
}
