import type { Worker } from '@/lib/server/jobs/jobs'
import { remindToMend } from './commands/remind-to-mend'
import { sendDueMessages } from './commands/send-due'
import { sendDueWechat } from './commands/send-wechat'

const RUN_MS = 50_000

export const workers: Worker[] = [
  {
    queue: { name: 'owner-message-send', retryLimit: 1, retryDelay: 30 },
    schedule: '* * * * *',
    run: async () => {
      // Until nothing waits, or the next run is at hand.
      const until = Date.now() + RUN_MS
      while ((await sendDueMessages()) > 0 && Date.now() < until);
    },
  },
  {
    queue: { name: 'owner-message-wechat', retryLimit: 1, retryDelay: 30 },
    schedule: '* * * * *',
    run: async () => {
      const until = Date.now() + RUN_MS
      while ((await sendDueWechat()) > 0 && Date.now() < until);
    },
  },
  {
    queue: { name: 'owner-message-mend', retryLimit: 3, retryDelay: 60 },
    // In the morning, when the offices are open.
    schedule: '35 9 * * *',
    run: async () => {
      await remindToMend()
    },
  },
]
