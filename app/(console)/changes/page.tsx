import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { CHANGES_ADDRESS } from '@/components/change/changes-address'
import { ChangesPage } from '@/components/change/changes-page'
import { changeQueueQuery } from '@/lib/features/change/api/desk'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../prefetched'

export const metadata: Metadata = { title: '信息变更' }

const addressOf = createLoader(CHANGES_ADDRESS)

export default async function Changes({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requirePageActor('change.read')
  const { queue, type } = await addressOf(searchParams)
  return (
    <Prefetched
      load={(client) => [client.prefetchInfiniteQuery(changeQueueQuery({ queue, type: type ?? undefined }))]}
    >
      <ChangesPage />
    </Prefetched>
  )
}
