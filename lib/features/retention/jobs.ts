import type { Worker } from '@/lib/server/jobs/jobs'
import { applyRetention } from './commands'

export const workers: readonly Worker[] = [
  {
    queue: { name: 'retention.apply', retryLimit: 0 },
    schedule: '10 4 * * *',
    run: async () => {
      await applyRetention()
    },
  },
]
