import { workers as accountWorkers } from '@/lib/features/account/jobs'
import { ticks as auditTicks } from '@/lib/features/audit/jobs'
import { workers as catalogueWorkers } from '@/lib/features/catalogue/jobs'
import { workers as exportWorkers } from '@/lib/features/export/jobs'
import { ticks as filingTicks, workers as filingWorkers } from '@/lib/features/filing/jobs'
import { workers as photoWorkers } from '@/lib/features/photo/jobs'
import { ticks as reportTicks, workers as reportWorkers } from '@/lib/features/report/jobs'
import { ticks as watchTicks } from '@/lib/features/watch/jobs'
import { openFrontDoor } from '@/lib/server/http/front-door'
import { startWorkers, stopWorkers } from '@/lib/server/jobs/jobs'
import { startTicks } from '@/lib/server/jobs/ticker'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { smsWorker } from '@/lib/server/outside/sms/outbox'

// Development may load this again: one process does its background work once.
const kept = globalThis as { nrmmBackground?: boolean }

/**
 * Starts all that the server does by itself beside answering: ticks and jobs. Does not wait for the database, so that
 * the server comes up and can say that it is not ready.
 */
export function startBackground(): void {
  if (kept.nrmmBackground) return
  kept.nrmmBackground = true
  openFrontDoor()
  const stopTicks = startTicks(
    [...auditTicks, ...filingTicks, ...reportTicks, ...watchTicks],
    (tick, error) => {
      log().error({ tick, error: errorFacts(error) }, 'tick failed')
    },
  )
  startWorkers([
    smsWorker,
    ...accountWorkers,
    ...filingWorkers,
    ...photoWorkers,
    ...catalogueWorkers,
    ...reportWorkers,
    ...exportWorkers,
  ]).catch((error: unknown) => {
    log().error({ error: errorFacts(error) }, 'job workers did not start')
  })
  const stop = () => {
    Promise.all([stopTicks(), stopWorkers()]).catch((error: unknown) => {
      log().error({ error: errorFacts(error) }, 'background work did not stop cleanly')
    })
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
