import type { Tick } from '@/lib/server/jobs/ticker'
import { inspectFilings } from './commands/inspect'
import { wantOutdated } from './commands/want'

/**
 * Finds the open filings whose checks are missing or outdated, and inspects the first of them.
 * @returns how many were inspected: none when all are as they should be
 */
export async function inspectOutdated(): Promise<number> {
  await wantOutdated()
  return inspectFilings()
}

/** Directly after the start as well: a new release may bring new rules. */
export const ticks: readonly Tick[] = [
  { name: 'inspection.outdated', everySeconds: 60, run: () => inspectOutdated() },
  { name: 'inspection.run', everySeconds: 1, run: () => inspectFilings() },
]
