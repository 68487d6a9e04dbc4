import type { Tick } from '@/lib/server/jobs/ticker'
import { reassignLooks } from './commands/assign'
import { drawSecondLooks } from './commands/draw'

export const ticks: readonly Tick[] = [
  { name: 'second-look.draw', everySeconds: 300, run: () => drawSecondLooks() },
  { name: 'second-look.reassign', everySeconds: 300, run: () => reassignLooks() },
]
