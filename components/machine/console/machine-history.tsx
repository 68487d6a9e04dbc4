import { HistoryPanel } from '@/components/desk/history-panel'
import { knownMinute } from '@/lib/core/moment'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'

/** History of the machine, newest first. */
export function MachineHistory({ history }: { history: ConsoleMachine['history'] }) {
  const items = history.map(({ at, precision, what, by }) => ({
    key: `${at}${what}`,
    time: knownMinute(at, precision),
    text: `${by} ${what}`,
  }))
  return <HistoryPanel title="历史记录" items={items} />
}
