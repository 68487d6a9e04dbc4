import type { Metadata } from 'next'
import { FilingDesk } from '@/components/filing/filing-desk'
import { deskQuery } from '@/lib/features/filing/api/desk'
import { formOptions } from '@/lib/features/option/api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: '审核' }

export default async function FilingPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('filing.read')
  const { id } = await params
  return (
    <Prefetched load={(client) => [client.prefetchQuery(deskQuery(id)), client.prefetchQuery(formOptions())]}>
      <FilingDesk id={id} />
    </Prefetched>
  )
}
