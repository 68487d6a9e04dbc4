import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/shell/actor-context'
import { useHydrated } from '@/components/ui/use-hydrated'
import { ownDecisionsQuery } from '@/lib/features/filing/api/decisions'
import type { OwnDecision } from '@/lib/features/filing/schema/deferred'

/** The officer's decisions that were not taken back, newest first; those that failed count, too: they were looked at. */
export function useOwnDecisions(): OwnDecision[] {
  const may = useMay()
  // The header may have loaded them before the page is hydrated, whose first rendering must equal the server's.
  const hydrated = useHydrated()
  const { data } = useQuery({ ...ownDecisionsQuery(), enabled: may('filing.review') })
  if (!hydrated || !data) return []
  return data.data.filter(({ outcome }) => outcome !== 'TAKEN_BACK')
}
