import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { WAITING_ADDRESS, waitingFilterOf } from '@/components/pickup/waiting-address'
import { WaitingList } from '@/components/pickup/waiting-list'
import { pickupsQuery } from '@/lib/features/pickup/api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: '待领取名单' }

const addressOf = createLoader(WAITING_ADDRESS)

export default async function WaitingPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requirePageActor('pickup.read')
  const filter = waitingFilterOf(await addressOf(searchParams))
  return (
    <Prefetched load={(client) => [client.prefetchInfiniteQuery(pickupsQuery(filter))]}>
      <WaitingList />
    </Prefetched>
  )
}
