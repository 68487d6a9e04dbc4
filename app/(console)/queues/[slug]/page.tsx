import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { createLoader, type SearchParams } from 'nuqs/server'
import { QUEUE_ADDRESS, queueFilterOf } from '@/components/filing/queue-address'
import { QueuePage } from '@/components/filing/queue-page'
import { QUEUES } from '@/components/filing/queues'
import { divisionOptions } from '@/lib/features/division/api'
import { queueQuery } from '@/lib/features/filing/api/desk'
import { queueSlug } from '@/lib/features/filing/schema/console'
import { formOptions } from '@/lib/features/option/api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../../prefetched'

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }

const addressOf = createLoader(QUEUE_ADDRESS)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const slug = queueSlug.safeParse((await params).slug)
  return { title: slug.success ? QUEUES[slug.data].title : undefined }
}

export default async function Queue({ params, searchParams }: Props) {
  const slug = queueSlug.safeParse((await params).slug)
  if (!slug.success) notFound()
  // Only reviewers claim, so only they have filings of their own.
  const { divisionCode } = await requirePageActor(slug.data === 'mine' ? 'filing.review' : 'filing.read')
  const filter = queueFilterOf(slug.data, await addressOf(searchParams))
  return (
    <Prefetched
      load={(client) => [
        client.prefetchInfiniteQuery(queueQuery(filter)),
        client.prefetchQuery(formOptions()),
        client.prefetchQuery(divisionOptions(divisionCode)),
      ]}
    >
      <QueuePage slug={slug.data} />
    </Prefetched>
  )
}
