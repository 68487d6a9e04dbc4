import { Tag } from 'antd'
import { chinaDay, DAY_MS } from '@/lib/core/clock'
import { type DeadlineState, deadlineState } from '@/lib/features/filing/rules/deadline'

const COLOURS: Record<DeadlineState, string> = { IN_TIME: 'default', WARNING: 'warning', OVERDUE: 'error' }

/** Time left, as text and colour. Counted in days, since deadlines are ends of days in China. */
export function DeadlineTag({ warnAt, dueAt }: { warnAt: string | null; dueAt: string | null }) {
  if (!warnAt || !dueAt) return null
  const now = new Date()
  const due = new Date(dueAt)
  const state = deadlineState(new Date(warnAt), due, now)
  // The last moment of the due day: one millisecond before its 24:00.
  const days = (Date.parse(chinaDay(new Date(due.getTime() - 1))) - Date.parse(chinaDay(now))) / DAY_MS
  return (
    <Tag color={COLOURS[state]}>
      {/* The server renders the text with its own date; an office PC's clock may differ. */}
      <span suppressHydrationWarning>{deadlineText(days)}</span>
    </Tag>
  )
}

function deadlineText(days: number): string {
  if (days < 0) return `超期 ${-days} 天`
  return days === 0 ? '今日到期' : `剩 ${days} 天`
}
