'use client'

import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useConfirmAndWait } from '@/components/ui/use-confirm'
import { deadlinesToMoveQuery, moveCount, previewDeadlines } from '@/lib/features/filing/api/deadlines'
import type { DeadlineMoves, DeadlineSettingKey } from '@/lib/features/filing/schema/deadline'
import type { SettingValue } from '@/lib/features/setting/schema/settings'

/** Effect of a change on the deadlines of open filings. */
export function DeadlineMovesText({ moves }: { moves: DeadlineMoves }) {
  const { open, earlier, later, warned } = moves
  if (moveCount(moves) === 0) return <p>本辖区在办登记 {open} 件，期限都不变。</p>
  const parts = [
    later > 0 ? `${later} 件期限推后` : '',
    earlier > 0 ? `${earlier} 件期限提前` : '',
    warned > 0 ? `${warned} 件只改变临近提醒的日期` : '',
  ]
  return (
    <p>
      本辖区在办登记 {open} 件，其中 <strong>{parts.filter(Boolean).join('，')}</strong>
      。已作出决定的登记不变。
    </p>
  )
}

/** Returns a function that shows the effect of a change and saves it only after confirmation. */
export function useDeadlineConfirm<K extends DeadlineSettingKey>(key: K) {
  const confirm = useConfirmAndWait()
  return async (options: {
    value: SettingValue<K> | null
    title: string
    okText: string
    changes?: ReactNode
    action: () => Promise<unknown>
  }) => {
    const { value, title, okText, changes, action } = options
    const moves = await previewDeadlines(key, value)
    const content = (
      <>
        {changes}
        <DeadlineMovesText moves={moves} />
      </>
    )
    await confirm({ title, okText, content, action })
  }
}

/** Number of open filings whose deadlines still have to be adjusted to the current rule. */
export function DeadlineProgress<K extends DeadlineSettingKey>({
  ruleKey,
  value,
}: {
  ruleKey: K
  value: SettingValue<K>
}) {
  const { data, error } = useQuery(deadlinesToMoveQuery(ruleKey, value))
  if (error)
    return <Alert type="warning" showIcon title="未能核对在办登记的期限" style={{ marginBottom: 12 }} />
  if (!data || moveCount(data) === 0) return null
  const title = `正在按现行规则调整在办登记的期限，还有 ${moveCount(data)} 件`
  return <Alert role="status" type="info" showIcon title={title} style={{ marginBottom: 12 }} />
}
