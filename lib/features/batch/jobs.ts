import { z } from 'zod'
import type { Worker } from '@/lib/server/jobs/jobs'
import { draftRows } from './commands/draft-rows'
import { draftQueue } from './commands/queues'

const job = z.object({ batchId: z.uuid() })

export const workers: Worker[] = [
  {
    queue: draftQueue,
    run: (data) => draftRows(job.parse(data).batchId),
    // Somebody waits before the page.
    pollingIntervalSeconds: 1,
  },
]
