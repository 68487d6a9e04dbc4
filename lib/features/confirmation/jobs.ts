import { lapseActs } from '@/lib/features/second-person/commands/lapse'
import { transact } from '@/lib/server/database/db'
import type { Tick } from '@/lib/server/jobs/ticker'

export const ticks: readonly Tick[] = [
  { name: 'confirmation.lapse', everySeconds: 300, run: () => transact((tx) => lapseActs(tx)) },
]
