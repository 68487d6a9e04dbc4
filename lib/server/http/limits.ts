import { Pool } from 'pg'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import { AppError } from '@/lib/core/app-error'
import type { LimitName } from '@/lib/core/endpoint'
import { env } from '@/lib/server/env'

type Limit = { by: 'address' | 'actor'; points: number; seconds: number }

/**
 * How often in how many seconds. Per address they are wide, since whole towns of phones share one address of their
 * carrier; what one phone or account may do is narrower and stands with its rule (60 s between codes, lock-out).
 */
const LIMITS: Record<LimitName, Limit> = {
  codes: { by: 'address', points: 600, seconds: 60 },
  signIn: { by: 'address', points: 600, seconds: 60 },
  account: { by: 'address', points: 600, seconds: 60 },
  check: { by: 'address', points: 300, seconds: 60 },
  upload: { by: 'actor', points: 1200, seconds: 600 },
  lookup: { by: 'actor', points: 120, seconds: 60 },
  reveal: { by: 'actor', points: 120, seconds: 600 },
}

const kept = globalThis as { nrmmLimiters?: Map<LimitName, RateLimiterAbstract> }

function limiters(): Map<LimitName, RateLimiterAbstract> {
  if (kept.nrmmLimiters) return kept.nrmmLimiters
  const storeClient = new Pool({ connectionString: env().DATABASE_URL, max: 3 })
  // A connection that breaks while idle (the database restarts) is replaced; without a listener it would end the process.
  storeClient.on('error', () => undefined)
  kept.nrmmLimiters = new Map(
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
  return kept.nrmmLimiters
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
