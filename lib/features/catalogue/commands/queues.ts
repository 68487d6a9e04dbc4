import type { JobQueue } from '@/lib/server/jobs/jobs'

/**
 * A worker that stops giving signs of life (its process was killed) loses the job after a minute, and another takes it
 * up; an hour is far more than 200,000 rows need. Failures that were told on the page are not tried again.
 */
const patience = { heartbeatSeconds: 60, expireInSeconds: 3600, retryLimit: 5, retryDelay: 5 }

export const checkQueue: JobQueue = { name: 'catalogue-check', ...patience }
export const runQueue: JobQueue = { name: 'catalogue-run', ...patience }
