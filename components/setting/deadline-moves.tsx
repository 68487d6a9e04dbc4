'use client'

import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useConfirmAndWait } from '@/components/ui/use-confirm'
import { deadlinesToMoveQuery, moveCount, previewDeadlines } from '@/lib/features/filing/api/deadlines'
import type { DeadlineMoves, DeadlineSettingKey } from '@/lib/features/filing/schema/deadline'
import type { SettingValue } from '@/lib/features/setting/schema/settings'

/** What a change does to the filings under review. */
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

/** Shows what a change would do before it is saved; nothing is saved without a yes. */
export function useDeadlineConfirm<K extends DeadlineSettingKey>(key: K) {
  const confirm = useConfirmAndWait()
  return async (question: {
    value: SettingValue<K> | null
    title: string
    okText: string
    changes?: ReactNode
    action: () => Promise<unknown>
  }) => {
    const { value, title, okText, changes, action } = question
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

/** How far the filings under review are behind the rule that holds. */
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
