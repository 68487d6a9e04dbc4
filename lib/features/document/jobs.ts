import { z } from 'zod'
import type { Worker } from '@/lib/server/jobs/jobs'
import { expirePrintJobs } from './commands/expire-print-jobs'
import { runPrintJob } from './commands/run-print-job'
import { printQueue } from './commands/start-print-job'

const job = z.object({ printJobId: z.uuid() })

/** One job at a time in each process: rendering takes the processor. */
export const workers: Worker[] = [
  { queue: printQueue, run: (data) => runPrintJob(job.parse(data).printJobId), pollingIntervalSeconds: 0.5 },
  {
    queue: { name: 'print-together-expire', retryLimit: 0 },
    schedule: '*/20 * * * *',
    run: async () => {
      await expirePrintJobs()
    },
  },
]
