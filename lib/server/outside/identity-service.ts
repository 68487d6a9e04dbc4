import { z } from 'zod'
import { type Env, env } from '@/lib/server/env'
import { log } from '@/lib/server/observe/log'
import { metrics } from '@/lib/server/observe/metrics'
import { askService, isMalformed, Malformed, reasonOf } from './ask-service'
import type { CircuitBreaker } from './circuit-breaker'
import { breakerOf } from './services'

/** What is asked (docs/decisions/0061): does whoever holds this phone hold this document under this name? */
export type IdentityQuestion = {
  type: 'PERSON' | 'UNIT'
  name: string
  documentKind: string
  documentNumber: string
  phone: string
}
/** UNKNOWN: the service has no record of one of them. NOT_CHECKED: there was no answer. */
export type IdentityAnswer = 'MATCH' | 'MISMATCH' | 'UNKNOWN' | 'NOT_CHECKED'

const envelope = z.object({ result: z.enum(['MATCH', 'MISMATCH', 'UNKNOWN']) })

type Settings = Pick<Env, 'IDENTITY_URL' | 'IDENTITY_KEY' | 'IDENTITY_TIMEOUT_MS'>

export class IdentityService {
  constructor(
    private readonly settings: Settings,
    private readonly breaker: CircuitBreaker = breakerOf('identity'),
  ) {}

  /**
   * Asks once. Never throws and never takes longer than the time-out: whatever fails is NOT_CHECKED, and stands in the log and
   * the metrics without a digit of the question. Call outside a transaction.
   */
  async ask(question: IdentityQuestion): Promise<IdentityAnswer> {
    const { IDENTITY_URL: url, IDENTITY_KEY: key, IDENTITY_TIMEOUT_MS: timeout } = this.settings
    if (!url) return 'NOT_CHECKED'
    if (!this.breaker.allows()) {
      count('skipped')
      return 'NOT_CHECKED'
    }
    const signal = AbortSignal.timeout(timeout)
    try {
      const answer = envelope.safeParse(await askService({ url, key, body: question, signal }))
      if (!answer.success) throw new Malformed()
      this.breaker.succeeded()
      count(answer.data.result.toLowerCase())
      return answer.data.result
    } catch (error) {
      this.breaker.failed()
      const outcome = signal.aborted ? 'timeout' : isMalformed(error) ? 'malformed' : 'failure'
      count(outcome)
      log().warn({ outcome, reason: reasonOf(error) }, 'identity service gave no answer')
      return 'NOT_CHECKED'
    }
  }
}

function count(outcome: string): void {
  metrics().identityService.inc({ outcome })
}

/** One per process: its circuit breaker counts the failures of all calls. */
let service: IdentityService | undefined

/** Whether a service is configured. */
export function hasIdentityService(): boolean {
  return env().IDENTITY_URL !== undefined
}

export function askIdentityService(question: IdentityQuestion): Promise<IdentityAnswer> {
  service ??= new IdentityService(env())
  return service.ask(question)
}
