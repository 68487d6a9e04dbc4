import type { Tick } from '@/lib/server/jobs/ticker'
import { findAlerts } from './commands/find-alerts'

/** Also right after a start, and in every process: the work is short, and only one is at it at a time. */
export const ticks: readonly Tick[] = [{ name: 'watch.find', everySeconds: 300, run: () => findAlerts() }]
