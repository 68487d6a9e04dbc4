import type { JobQueue } from '@/lib/server/jobs/jobs'

/**
 * Without a heartbeat for half a minute (its process was killed) a worker loses the job, and another starts it over. A
 * million machines take a minute and a half (docs/benchmarks.md); an attempt that has taken an hour is stuck and is given up.
 * Failures stored on the export are not retried.
 */
export const exportQueue: JobQueue = {
  name: 'machine-export',
  heartbeatSeconds: 30,
  expireInSeconds: 3600,
  retryLimit: 5,
  retryDelay: 5,
}
