import type { Metadata } from 'next'
import { ChangeDesk } from '@/components/change/change-desk'
import { deskChangeQuery } from '@/lib/features/change/api/desk'
import { formOptions } from '@/lib/features/option/api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: '信息变更审核' }

export default async function ChangePage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('change.read')
  const { id } = await params
  return (
    <Prefetched
      load={(client) => [client.prefetchQuery(deskChangeQuery(id)), client.prefetchQuery(formOptions())]}
    >
      <ChangeDesk id={id} />
    </Prefetched>
  )
}
