import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { QueuePage } from '@/components/filing/queue-page'
import { QUEUES } from '@/components/filing/queues'
import { queueSlug } from '@/lib/features/filing/schema/console'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const slug = queueSlug.safeParse((await params).slug)
  return { title: slug.success ? QUEUES[slug.data].title : undefined }
}

export default async function Queue({ params }: Props) {
  const slug = queueSlug.safeParse((await params).slug)
  if (!slug.success) notFound()
  // Only reviewers claim, so only they have filings of their own.
  await requirePageActor(slug.data === 'mine' ? 'filing.review' : 'filing.read')
  return <QueuePage slug={slug.data} />
}
