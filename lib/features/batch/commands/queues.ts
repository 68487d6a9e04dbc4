import type { JobQueue } from '@/lib/server/jobs/jobs'

/** Without a heartbeat for a minute (its process was killed) a worker loses the job to another, which goes on where it stopped. */
const jobOptions = { heartbeatSeconds: 60, expireInSeconds: 3600, retryLimit: 5, retryDelay: 5 }

export const draftQueue: JobQueue = { name: 'batch-draft', ...jobOptions }
export const submitQueue: JobQueue = { name: 'batch-submit', ...jobOptions }
export const archiveQueue: JobQueue = { name: 'batch-archive', ...jobOptions }
export const forgetQueue: JobQueue = { name: 'batch-forget', retryLimit: 20, retryDelay: 60 }
