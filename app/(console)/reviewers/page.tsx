import type { Metadata } from 'next'
import { ReviewersPage } from '@/components/filing/pass/reviewers-page'
import { reviewersQuery } from '@/lib/features/filing/api/pass'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../prefetched'

export const metadata: Metadata = { title: '审核分工' }

export default async function Reviewers() {
  await requirePageActor('filing.balance')
  return (
    <Prefetched load={(client) => [client.prefetchQuery(reviewersQuery())]}>
      <ReviewersPage />
    </Prefetched>
  )
}
