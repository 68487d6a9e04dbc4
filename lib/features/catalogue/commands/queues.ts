import type { JobQueue } from '@/lib/server/jobs/jobs'

/**
 * Without a heartbeat for a minute (its process was killed) a worker loses the job to another; an hour is far more than
 * 200,000 rows need. Failures stored on the import are not retried.
 */
const jobOptions = { heartbeatSeconds: 60, expireInSeconds: 3600, retryLimit: 5, retryDelay: 5 }

export const checkQueue: JobQueue = { name: 'catalogue-check', ...jobOptions }
export const runQueue: JobQueue = { name: 'catalogue-run', ...jobOptions }
