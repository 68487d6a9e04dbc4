import { Timeline } from 'antd'
import type { ReactNode } from 'react'
import { Panel, Quiet } from './panel'

export type HistoryItem = { key: string; time: string; text: ReactNode }

/** Timeline of events in the given order. */
export function HistoryPanel({ title, items }: { title: string; items: readonly HistoryItem[] }) {
  return (
    <Panel title={title} label={title}>
      <Timeline
        style={{ padding: '14px 12px 0' }}
        items={items.map(({ key, time, text }) => ({
          key,
          content: (
            <>
              <Quiet>{time}</Quiet> {text}
            </>
          ),
        }))}
      />
    </Panel>
  )
}
