import { collectorOf, collectorText } from '@/lib/features/pickup/rules/collector-words'
import type { ConsoleRow } from './console-row'

/** Who collected a machine's number, and as what; null while it waits. */
export function collectorTextOf({ filing, pickup }: Pick<ConsoleRow, 'filing' | 'pickup'>): string | null {
  const collector = filing && pickup && collectorOf({ ...pickup, filing })
  return collector && collectorText(collector)
}
