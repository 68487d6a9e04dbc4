import { z } from 'zod'
import type { Worker } from '@/lib/server/jobs/jobs'
import { draftRows } from './commands/draft-rows'
import { removeArchives } from './commands/forget-batches'
import { placePhotos } from './commands/place-photos'
import { archiveQueue, draftQueue, forgetQueue, submitQueue } from './commands/queues'
import { submitRows } from './commands/submit-rows'

const job = z.object({ batchId: z.uuid() })
const archiveJob = z.object({ archiveId: z.uuid() })
const forgetJob = z.object({ keys: z.array(z.string()) })

/** Somebody waits before the page. */
const pollingIntervalSeconds = 1

export const workers: Worker[] = [
  { queue: draftQueue, run: (data) => draftRows(job.parse(data).batchId), pollingIntervalSeconds },
  { queue: submitQueue, run: (data) => submitRows(job.parse(data).batchId), pollingIntervalSeconds },
  {
    queue: archiveQueue,
    run: (data) => placePhotos(archiveJob.parse(data).archiveId),
    pollingIntervalSeconds,
  },
  { queue: forgetQueue, run: (data) => removeArchives(forgetJob.parse(data).keys) },
]
