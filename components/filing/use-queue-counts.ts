import { useQuery } from '@tanstack/react-query'
import { queueCountsQuery } from '@/lib/features/filing/api/desk'

/** Number of entries in each queue the officer may see, by slug; empty until loaded. */
export function useQueueCounts(): Record<string, number | undefined> {
  const { data } = useQuery(queueCountsQuery())
  return Object.fromEntries(data?.data.map(({ slug, count }) => [slug, count]) ?? [])
}
