import type { JobQueue } from '@/lib/server/jobs/jobs'

/**
 * Without a heartbeat for half a minute (its process was killed) a worker loses the job, and another starts it over; two
 * hours are far more than the whole country needs. Failures stored on the export are not retried.
 */
export const exportQueue: JobQueue = {
  name: 'machine-export',
  heartbeatSeconds: 30,
  expireInSeconds: 7200,
  retryLimit: 5,
  retryDelay: 5,
}
