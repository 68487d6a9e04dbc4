import { z } from 'zod'
import type { Worker } from '@/lib/server/jobs/jobs'
import { checkImport } from './commands/check-import'
import { checkQueue, runQueue } from './commands/queues'
import { runImport } from './commands/run-import'

const job = z.object({ importId: z.uuid() })

/** One file at a time in each process. */
export const workers: Worker[] = [
  { queue: checkQueue, run: (data) => checkImport(job.parse(data).importId) },
  { queue: runQueue, run: (data) => runImport(job.parse(data).importId) },
]
