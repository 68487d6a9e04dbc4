import { Timeline } from 'antd'
import deskCss from '@/components/filing/desk.module.css'
import { knownTime } from '@/lib/core/moment'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'

/** What happened, by whom and when, newest first. */
export function MachineHistory({ history }: { history: ConsoleMachine['history'] }) {
  return (
    <section className={deskCss.section} aria-label="历史记录">
      <h2>历史记录</h2>
      <Timeline
        style={{ padding: '14px 12px 0' }}
        items={history.map(({ at, precision, what, by }) => ({
          key: `${at}${what}`,
          content: (
            <>
              <span className={deskCss.quiet}>{knownTime(at, precision).slice(0, 16)}</span> {by} {what}
            </>
          ),
        }))}
      />
    </section>
  )
}
