import type { JobQueue } from '@/lib/server/jobs/jobs'

/**
 * A worker that stops giving signs of life (its process was killed) loses the job after half a minute, and another
 * begins it anew; two hours are far more than the whole country needs. What was told on the page is not tried again.
 */
export const exportQueue: JobQueue = {
  name: 'machine-export',
  heartbeatSeconds: 30,
  expireInSeconds: 7200,
  retryLimit: 5,
  retryDelay: 5,
}
