import type { Pool } from 'pg'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import { AppError } from '@/lib/core/app-error'
import type { LimitName } from '@/lib/core/endpoint'
import { pool } from '@/lib/server/database/connections'

type Limit = { by: 'address' | 'actor'; points: number; seconds: number }

/**
 * Requests per period. Limits per address are wide, since a whole town of phones may share one address of its carrier;
 * narrower limits per phone or account are part of their own rules (60 s between codes, lock-out).
 */
const LIMITS: Record<LimitName, Limit> = {
  codes: { by: 'address', points: 600, seconds: 60 },
  signIn: { by: 'address', points: 600, seconds: 60 },
  account: { by: 'address', points: 600, seconds: 60 },
  check: { by: 'address', points: 300, seconds: 60 },
  upload: { by: 'actor', points: 1200, seconds: 600 },
  lookup: { by: 'actor', points: 120, seconds: 60 },
  ownCopy: { by: 'actor', points: 10, seconds: 3600 },
  // Drawing one takes the processor for a second or two.
  paper: { by: 'actor', points: 60, seconds: 3600 },
  reveal: { by: 'actor', points: 120, seconds: 600 },
}

type Limiters = { pool: Pool; byName: Map<LimitName, RateLimiterAbstract> }
let current: Limiters | undefined

function limiters(): Map<LimitName, RateLimiterAbstract> {
  const storeClient = pool('limits')
  if (current?.pool === storeClient) return current.byName
  const byName = new Map(
    (Object.keys(LIMITS) as LimitName[]).map((name) => {
      const { points, seconds } = LIMITS[name]
      const options = { keyPrefix: name, points, duration: seconds }
      const insuranceLimiter = new RateLimiterMemory(options)
      return [
        name,
        new RateLimiterPostgres({
          ...options,
          storeClient,
          tableName: 'rate_limit',
          tableCreated: true,
          insuranceLimiter,
        }),
      ]
    }),
  )
  current = { pool: storeClient, byName }
  return byName
}

/** @throws AppError RATE_LIMITED with the seconds to wait */
export async function consumeLimit(
  name: LimitName,
  who: { address: string; actorId: string | null },
): Promise<void> {
  const key = LIMITS[name].by === 'actor' ? (who.actorId ?? who.address) : who.address
  try {
    await limiters().get(name)?.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new AppError('RATE_LIMITED', {
      retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
    })
  }
}
