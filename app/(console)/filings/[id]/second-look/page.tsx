import type { Metadata } from 'next'
import { SecondLookPage } from '@/components/second/second-look-page'
import { deskQuery } from '@/lib/features/filing/api/desk'
import { formOptions } from '@/lib/features/option/api'
import { secondLookQuery } from '@/lib/features/second-look/api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../../../prefetched'

export const metadata: Metadata = { title: '抽查复核' }

export default async function SecondLook({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('look.do')
  const { id } = await params
  return (
    <Prefetched
      load={(client) => [
        client.prefetchQuery(secondLookQuery(id)),
        client.prefetchQuery(deskQuery(id)),
        client.prefetchQuery(formOptions()),
      ]}
    >
      <SecondLookPage id={id} />
    </Prefetched>
  )
}
