import type { Worker } from '@/lib/server/jobs/jobs'
import { remindOfCollection } from './commands/remind'

export const workers: Worker[] = [
  {
    queue: { name: 'pickup-remind', retryLimit: 3, retryDelay: 60 },
    // In the morning, when the offices are open.
    schedule: '30 9 * * *',
    run: async () => {
      await remindOfCollection()
    },
  },
]
