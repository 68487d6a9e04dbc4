import { Timeline } from 'antd'
import { chinaTime } from '@/lib/core/clock'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import css from './desk.module.css'

/** Who did what and when, newest last, as it is read aloud. */
export function HistoryList({ history }: { history: DeskFiling['history'] }) {
  return (
    <section className={css.section} aria-label="办理经过">
      <h2>办理经过</h2>
      <Timeline
        style={{ padding: '14px 12px 0' }}
        items={history.map((item) => ({
          key: `${item.at}${item.action}`,
          content: (
            <>
              <span className={css.quiet}>{chinaTime(new Date(item.at))}</span> {item.who} {item.text}
            </>
          ),
        }))}
      />
    </section>
  )
}
