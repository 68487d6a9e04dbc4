import { workers as accountWorkers } from '@/lib/features/account/jobs'
import { ticks as auditTicks, endAudit } from '@/lib/features/audit/jobs'
import { workers as batchWorkers } from '@/lib/features/batch/jobs'
import { workers as catalogueWorkers } from '@/lib/features/catalogue/jobs'
import { ticks as changeTicks } from '@/lib/features/change/jobs'
import { ticks as confirmationTicks } from '@/lib/features/confirmation/jobs'
import { workers as documentWorkers } from '@/lib/features/document/jobs'
import { workers as exportWorkers } from '@/lib/features/export/jobs'
import { ticks as filingTicks, workers as filingWorkers } from '@/lib/features/filing/jobs'
import { ticks as inspectionTicks } from '@/lib/features/inspection/jobs'
import { workers as ownerMessageWorkers } from '@/lib/features/owner-message/jobs'
import { ticks as photoTicks, workers as photoWorkers } from '@/lib/features/photo/jobs'
import { workers as pickupWorkers } from '@/lib/features/pickup/jobs'
import { endReading, ticks as readingTicks } from '@/lib/features/reading/jobs'
import { ticks as reportTicks, workers as reportWorkers } from '@/lib/features/report/jobs'
import { workers as retentionWorkers } from '@/lib/features/retention/jobs'
import { ticks as secondLookTicks } from '@/lib/features/second-look/jobs'
import { ticks as staffTicks } from '@/lib/features/staff/jobs'
import { ticks as watchTicks } from '@/lib/features/watch/jobs'
import { measureClock } from '@/lib/server/database/clock'
import { startWorkers, stopWorkers } from '@/lib/server/jobs/jobs'
import { startTicks } from '@/lib/server/jobs/ticker'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { smsWorker } from '@/lib/server/outside/sms/outbox'

/**
 * Starts background work: ticks and jobs. Does not wait for the database, so that the server starts and can report that
 * it is not ready.
 * @returns stop: no new run starts; resolves when running ones have ended
 */
export function startBackground(): () => Promise<void> {
  // Also under plain Next: what the server writes is nobody else's.
  process.umask(0o077)
  const stopTicks = startTicks(
    [
      { name: 'clock', everySeconds: 10, run: measureClock },
      ...auditTicks,
      ...changeTicks,
      ...confirmationTicks,
      ...filingTicks,
      ...inspectionTicks,
      ...photoTicks,
      ...readingTicks,
      ...reportTicks,
      ...secondLookTicks,
      ...staffTicks,
      ...watchTicks,
    ],
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
    ...batchWorkers,
    ...reportWorkers,
    ...exportWorkers,
    ...documentWorkers,
    ...pickupWorkers,
    ...ownerMessageWorkers,
    ...retentionWorkers,
  ]).catch((error: unknown) => {
    log().error({ error: errorFacts(error) }, 'job workers did not start')
  })
  return async () => {
    endReading()
    await Promise.all([stopTicks(), stopWorkers()])
    await endAudit().catch((error: unknown) => {
      log().error({ error: errorFacts(error) }, 'the audit trail was not sealed at the stop')
    })
  }
}
