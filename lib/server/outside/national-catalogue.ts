import { z } from 'zod'
import { type Env, env } from '@/lib/server/env'
import { log } from '@/lib/server/observe/log'
import { metrics } from '@/lib/server/observe/metrics'
import { CircuitBreaker } from './circuit-breaker'

/** The question, and the answer's outer shape (docs/decisions/0008-national-catalogue.md). */
type Question = { group: number; codes: Record<string, string> }
const outerShape = z.object({ matched: z.boolean(), entry: z.unknown().optional() })

type Settings = Pick<
  Env,
  'NATIONAL_CATALOGUE_URL' | 'NATIONAL_CATALOGUE_KEY' | 'NATIONAL_CATALOGUE_TIMEOUT_MS'
>
type Outcome = 'hit' | 'miss' | 'timeout' | 'failure' | 'malformed' | 'skipped'

/** An entry is about 1 KB. */
const MAX_ANSWER_BYTES = 256 * 1024

export class NationalCatalogue {
  constructor(
    private readonly settings: Settings,
    private readonly breaker = new CircuitBreaker(),
  ) {}

  /**
   * Asks for one group of codes. Never throws and never takes longer than the time-out: whatever goes wrong is "no hit",
   * told in the log and the measures only, and after some failures in a row nobody waits at all for a while.
   * To be called outside a transaction.
   * @param question the group and its codes, normalised, by column
   * @param entry the shape that an entry must have
   * @param signal of the request that waits, if it can be given up
   */
  async ask<S extends z.ZodType>(
    question: Question,
    entry: S,
    signal?: AbortSignal,
  ): Promise<z.output<S> | null> {
    const { NATIONAL_CATALOGUE_URL: url, NATIONAL_CATALOGUE_TIMEOUT_MS: timeout } = this.settings
    if (!url) return null
    if (!this.breaker.admits()) {
      note('skipped')
      return null
    }
    const deadline = AbortSignal.timeout(timeout)
    try {
      const text = await this.post(url, question, signal ? AbortSignal.any([deadline, signal]) : deadline)
      const answer = outerShape.safeParse(JSON.parse(text))
      if (!answer.success) throw new Malformed()
      const found = answer.data.matched ? entry.safeParse(answer.data.entry) : null
      if (found && !found.success) throw new Malformed()
      this.breaker.succeeded()
      note(found ? 'hit' : 'miss')
      return found ? found.data : null
    } catch (error) {
      // The one who waited went away: that says nothing about the service.
      if (signal?.aborted) return null
      this.breaker.failed()
      const outcome = deadline.aborted ? 'timeout' : isMalformed(error) ? 'malformed' : 'failure'
      note(outcome)
      // Neither the codes nor the answer: serial numbers lead to persons.
      const reason = error instanceof Refused ? error.status : error instanceof Error ? error.name : 'unknown'
      log().warn({ outcome, reason, group: question.group }, 'national catalogue gave no answer')
      return null
    }
  }

  private async post(url: string, question: Question, signal: AbortSignal): Promise<string> {
    const key = this.settings.NATIONAL_CATALOGUE_KEY
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(key ? { authorization: `Bearer ${key}` } : {}),
      },
      body: JSON.stringify(question),
      // The key goes to the configured address and nowhere else.
      redirect: 'error',
      signal,
    })
    if (response.status !== 200) {
      await response.body?.cancel()
      throw new Refused(response.status)
    }
    return readLimited(response)
  }
}

class Malformed extends Error {}
class Refused extends Error {
  constructor(readonly status: number) {
    super('refused')
  }
}

function isMalformed(error: unknown): boolean {
  return error instanceof Malformed || error instanceof SyntaxError
}

/** The body as text, under the signal of its request, never more than an answer may be. */
async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_ANSWER_BYTES) throw new Malformed()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function note(outcome: Outcome): void {
  metrics().nationalCatalogue.inc({ outcome })
}

/** One for the process: its breaker counts the failures of all calls. */
let national: NationalCatalogue | undefined

/** Asks the service that the environment names; without NATIONAL_CATALOGUE_URL nothing is asked. */
export function askNationalCatalogue<S extends z.ZodType>(
  question: Question,
  entry: S,
  signal?: AbortSignal,
): Promise<z.output<S> | null> {
  national ??= new NationalCatalogue(env())
  return national.ask(question, entry, signal)
}
