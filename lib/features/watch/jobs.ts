import type { Tick } from '@/lib/server/jobs/ticker'
import { findAlerts } from './commands/find-alerts'

/** Runs in every process, also directly after its start: it is short, and only one process at a time does the work. */
export const ticks: readonly Tick[] = [{ name: 'watch.find', everySeconds: 300, run: () => findAlerts() }]
