import type { Tick } from '@/lib/server/jobs/ticker'
import { inspectFilings } from './commands/inspect'
import { wantOutdated } from './commands/want'

/** Directly after the start as well: a new release may bring new rules. */
export const ticks: readonly Tick[] = [
  { name: 'inspection.outdated', everySeconds: 60, run: () => wantOutdated() },
  { name: 'inspection.run', everySeconds: 1, run: () => inspectFilings() },
]
