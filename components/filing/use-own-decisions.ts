import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/shell/actor-context'
import { ownDecisionsQuery } from '@/lib/features/filing/api/decisions'
import type { OwnDecision } from '@/lib/features/filing/schema/deferred'

/** The officer's decisions that were not taken back, newest first; those that failed count, too: they were looked at. */
export function useOwnDecisions(): OwnDecision[] {
  const may = useMay()
  const { data } = useQuery({ ...ownDecisionsQuery(), enabled: may('filing.review') })
  return data?.data.filter(({ outcome }) => outcome !== 'TAKEN_BACK') ?? []
}
