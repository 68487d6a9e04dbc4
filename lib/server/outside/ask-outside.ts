import { metrics } from '@/lib/server/observe/metrics'
import { breakerOf, type ServiceName } from './services'

/** The service did not answer in time, or is not asked at all for the moment, since it did not the last times. */
export class OutsideAway extends Error {
  /** Read where it is not expected, too: lib/server/observe/outage.ts. */
  readonly code = 'ETIMEDOUT'

  /** @param asked false: nothing was sent */
  constructor(
    readonly service: ServiceName,
    readonly asked: boolean,
  ) {
    super(`${service}: ${asked ? 'no answer in time' : 'not asked, it has not answered before'}`)
  }
}

type Options = {
  timeoutMs: number
  /** Whether this failure says that the service is down; a refusal is an answer. Default: every one. */
  isFault?: (error: unknown) => boolean
  /** The caller makes pauses of its own after failures, and is never refused. */
  pausesItself?: boolean
}

/**
 * Calls a service outside: it ends by `timeoutMs` whatever the service does, also one that sends a byte a second, and whether
 * or not `work` obeys its signal; after some failures in a row it fails at once for a while (circuit-breaker.ts). Each call is
 * counted by how it ended. Never inside a transaction, except where the queue of a receiver is what it locks.
 * @param work aborts what it sends when its signal fires
 * @throws OutsideAway; what `work` throws before
 */
export async function askOutside<T>(
  service: ServiceName,
  { timeoutMs, isFault = () => true, pausesItself = false }: Options,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const breaker = breakerOf(service)
  const count = (outcome: string) => metrics().outsideCalls.inc({ service, outcome })
  if (!breaker.allows() && !pausesItself) {
    count('skipped')
    throw new OutsideAway(service, false)
  }
  const deadline = new AbortController()
  const late = setTimeout(() => deadline.abort(), timeoutMs)
  const timedOut = new Promise<never>((_, reject) => {
    deadline.signal.addEventListener('abort', () => reject(new OutsideAway(service, true)), { once: true })
  })
  try {
    const answer = await Promise.race([work(deadline.signal), timedOut])
    breaker.succeeded()
    count('answered')
    return answer
  } catch (error) {
    const down = deadline.signal.aborted || isFault(error)
    if (down) breaker.failed()
    else breaker.succeeded()
    count(deadline.signal.aborted ? 'timeout' : down ? 'failure' : 'refused')
    throw deadline.signal.aborted ? new OutsideAway(service, true) : error
  } finally {
    // From here on what the call has given, a stream for example, is the caller's.
    clearTimeout(late)
  }
}
