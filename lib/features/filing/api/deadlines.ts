import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { settingKeys } from '@/lib/features/setting/api'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { type DeadlineMoves, type DeadlineSettingKey, previewDeadlinesEndpoint } from '../schema/deadline'

/** Poll interval while deadlines are being moved. */
const POLL_MS = 3_000

type Value<K extends DeadlineSettingKey> = SettingValue<K> | null

/** Effect of a setting value on the deadlines of open filings; null: the division's own value is removed. */
export const previewDeadlines = <K extends DeadlineSettingKey>(key: K, value: Value<K>) =>
  apiFetch(previewDeadlinesEndpoint, { params: { key }, body: { value } })

export const moveCount = ({ earlier, later, warned }: DeadlineMoves) => earlier + later + warned

/** Deadlines that do not match the current value yet; polled until there are none. */
export function deadlinesToMoveQuery<K extends DeadlineSettingKey>(key: K, value: SettingValue<K>) {
  return queryOptions({
    queryKey: [...settingKeys.all, 'deadlines', key, value],
    queryFn: () => previewDeadlines(key, value),
    refetchInterval: ({ state }) => (state.data && moveCount(state.data) > 0 ? POLL_MS : false),
  })
}
