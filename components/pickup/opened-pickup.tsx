import { useQuery } from '@tanstack/react-query'
import { Failed, Loading } from '@/components/ui/states'
import { pickupQuery } from '@/lib/features/pickup/api'
import type { HandOverActions } from './hand-over-form'
import { PickupDetail } from './pickup-detail'

/** A pickup opened from the waiting list. */
export function OpenedPickup({ id, ...actions }: { id: string } & HandOverActions) {
  const query = useQuery(pickupQuery(id))
  if (query.data) return <PickupDetail key={id} pickup={query.data} {...actions} />
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  return <Loading />
}
