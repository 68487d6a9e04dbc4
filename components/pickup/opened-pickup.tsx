import { useQuery } from '@tanstack/react-query'
import { Failed, Loading } from '@/components/ui/states'
import { pickupQuery } from '@/lib/features/pickup/api'
import type { Pickup } from '@/lib/features/pickup/schema'
import { PickupDetail } from './pickup-detail'

/** A pickup opened from the waiting list. */
export function OpenedPickup({ id, onHandedOver }: { id: string; onHandedOver: (pickup: Pickup) => void }) {
  const query = useQuery(pickupQuery(id))
  if (query.data) return <PickupDetail key={id} pickup={query.data} onHandedOver={onHandedOver} />
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  return <Loading />
}
