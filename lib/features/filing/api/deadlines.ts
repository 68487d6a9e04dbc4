import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import { settingKeys } from '@/lib/features/setting/api'
import type { SettingValue } from '@/lib/features/setting/schema/settings'
import { type DeadlineMoves, type DeadlineSettingKey, previewDeadlinesEndpoint } from '../schema/deadline'

/** While deadlines move: often enough to see it, seldom enough to cost nothing. */
const LOOK_AGAIN_MS = 3_000

type Value<K extends DeadlineSettingKey> = SettingValue<K> | null

/** What a value, null for none of one's own, would do to the deadlines of open filings. */
export const previewDeadlines = <K extends DeadlineSettingKey>(key: K, value: Value<K>) =>
  apiFetch(previewDeadlinesEndpoint, { params: { key }, body: { value } })

export const movesOf = ({ earlier, later, warned }: DeadlineMoves) => earlier + later + warned

/** What is still to be moved after the value that holds; asked again until nothing is. */
export function deadlinesToMoveQuery<K extends DeadlineSettingKey>(key: K, value: SettingValue<K>) {
  return queryOptions({
    queryKey: [...settingKeys.all, 'deadlines', key, value],
    queryFn: () => previewDeadlines(key, value),
    refetchInterval: ({ state }) => (state.data && movesOf(state.data) > 0 ? LOOK_AGAIN_MS : false),
  })
}
