import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { ASSISTED_ADDRESS } from '@/components/assisted/assisted-address'
import { AssistedList } from '@/components/assisted/assisted-list'
import { assistedListQuery } from '@/lib/features/assisted/api/assisted'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: '窗口代办' }

const addressOf = createLoader(ASSISTED_ADDRESS)

export default async function AssistedListPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requirePageActor('filing.assist')
  const { group, q } = await addressOf(searchParams)
  return (
    <Prefetched
      load={(client) => [client.prefetchInfiniteQuery(assistedListQuery({ group, q: q || undefined }))]}
    >
      <AssistedList />
    </Prefetched>
  )
}
