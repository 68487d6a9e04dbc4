import type { QueryClient } from '@tanstack/react-query'
import { queueCountsQuery } from '@/lib/features/filing/api/desk'

/** What to say when there was no next filing to claim: nothing waits, or all that wait are kept for colleagues. */
export async function nothingNextText(client: QueryClient): Promise<string> {
  const counts = await client.fetchQuery({ ...queueCountsQuery(), staleTime: 0 }).catch(() => null)
  const pending = counts?.data.find(({ slug }) => slug === 'pending')?.count
  if (pending === 0) return '没有等待审核的登记了'
  if (pending === undefined) return '没有可领取的登记'
  return `待审核的 ${pending} 件是重新提交的，先留给退回它们的同事；需要时可在队列中打开领取`
}
