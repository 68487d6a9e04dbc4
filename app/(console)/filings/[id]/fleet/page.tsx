import type { Metadata } from 'next'
import { FleetPage } from '@/components/second/fleet-page'
import { fleetQuery } from '@/lib/features/fleet/api'
import { formOptions } from '@/lib/features/option/api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../../../prefetched'

export const metadata: Metadata = { title: '一位机主的待审' }

export default async function Fleet({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('filing.review')
  const { id } = await params
  return (
    <Prefetched
      load={(client) => [client.prefetchQuery(fleetQuery(id)), client.prefetchQuery(formOptions())]}
    >
      <FleetPage id={id} />
    </Prefetched>
  )
}
