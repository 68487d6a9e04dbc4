import { z } from 'zod'
import { type Env, env } from '@/lib/server/env'
import { log } from '@/lib/server/observe/log'
import { metrics } from '@/lib/server/observe/metrics'
import { askService, isMalformed, Malformed, reasonOf } from './ask-service'
import type { CircuitBreaker } from './circuit-breaker'
import { breakerOf } from './services'

/** The query and the envelope of the response (docs/decisions/0008-national-catalogue.md). */
type Query = { group: number; codes: Record<string, string> }
const envelope = z.object({ matched: z.boolean(), entry: z.unknown().optional() })

type Settings = Pick<
  Env,
  'NATIONAL_CATALOGUE_URL' | 'NATIONAL_CATALOGUE_KEY' | 'NATIONAL_CATALOGUE_TIMEOUT_MS'
>
type Outcome = 'hit' | 'miss' | 'timeout' | 'failure' | 'malformed' | 'skipped'

export class NationalCatalogue {
  constructor(
    private readonly settings: Settings,
    private readonly breaker: CircuitBreaker = breakerOf('catalogue'),
  ) {}

  /**
   * Looks up one group of codes. Never throws and never takes longer than the time-out: any failure counts as "no hit"
   * and appears only in the log and the metrics; after some consecutive failures no request is sent for a while.
   * Call outside a transaction.
   * @param query the group and its codes, normalised, by column
   * @param entry schema of an entry
   * @param signal of the waiting request, if it can be aborted
   */
  async find<S extends z.ZodType>(query: Query, entry: S, signal?: AbortSignal): Promise<z.output<S> | null> {
    const { NATIONAL_CATALOGUE_URL: url, NATIONAL_CATALOGUE_TIMEOUT_MS: timeout } = this.settings
    if (!url) return null
    if (!this.breaker.allows()) {
      count('skipped')
      return null
    }
    const deadline = AbortSignal.timeout(timeout)
    try {
      const answer = envelope.safeParse(
        await askService({
          url,
          key: this.settings.NATIONAL_CATALOGUE_KEY,
          body: query,
          signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
        }),
      )
      if (!answer.success) throw new Malformed()
      const found = answer.data.matched ? entry.safeParse(answer.data.entry) : null
      if (found && !found.success) throw new Malformed()
      this.breaker.succeeded()
      count(found ? 'hit' : 'miss')
      return found ? found.data : null
    } catch (error) {
      // The client disconnected: no failure of the service.
      if (signal?.aborted) return null
      this.breaker.failed()
      const outcome = deadline.aborted ? 'timeout' : isMalformed(error) ? 'malformed' : 'failure'
      count(outcome)
      // Do not log the codes or the response: serial numbers identify owners.
      log().warn(
        { outcome, reason: reasonOf(error), group: query.group },
        'national catalogue gave no answer',
      )
      return null
    }
  }
}

function count(outcome: Outcome): void {
  metrics().nationalCatalogue.inc({ outcome })
}

/** One per process: its circuit breaker counts the failures of all calls. */
let national: NationalCatalogue | undefined

/** Looks up the configured national catalogue; null without NATIONAL_CATALOGUE_URL. */
export function findInNationalCatalogue<S extends z.ZodType>(
  query: Query,
  entry: S,
  signal?: AbortSignal,
): Promise<z.output<S> | null> {
  national ??= new NationalCatalogue(env())
  return national.find(query, entry, signal)
}
