import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Workbench } from '@/components/home/workbench'
import { roleMay } from '@/lib/core/access'
import { absencesQuery } from '@/lib/features/absence/api'
import { seriesQuery } from '@/lib/features/registration/api'
import { alertsQuery, watchesQuery } from '@/lib/features/watch/api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from './prefetched'

export const metadata: Metadata = { title: '工作台' }

export default async function HomePage() {
  const actor = await requirePageActor()
  // The counter has one job: its page is the workbench.
  if (actor.role === 'COUNTER') redirect('/counter')
  return (
    <Prefetched
      load={(client) => [
        ...(roleMay(actor.role, 'watch.use')
          ? [client.prefetchQuery(watchesQuery()), client.prefetchQuery(alertsQuery())]
          : []),
        ...(roleMay(actor.role, 'filing.review') ? [client.prefetchQuery(absencesQuery(null))] : []),
        ...(roleMay(actor.role, 'series.read') ? [client.prefetchQuery(seriesQuery())] : []),
      ]}
    >
      <Workbench />
    </Prefetched>
  )
}
