import { z } from 'zod'
import type { Worker } from '@/lib/server/jobs/jobs'
import { expireExports } from './commands/expire'
import { exportQueue } from './commands/queues'
import { runExport } from './commands/run'

const job = z.object({ exportId: z.uuid() })

/** One export at a time in each process. */
export const workers: Worker[] = [
  { queue: exportQueue, run: (data, signal) => runExport(job.parse(data).exportId, signal) },
  {
    queue: { name: 'machine-export-expire', retryLimit: 0 },
    schedule: '*/10 * * * *',
    run: async () => {
      await expireExports()
    },
  },
]
