import type { Metadata } from 'next'
import { FilingDesk } from '@/components/filing/filing-desk'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '审核' }

export default async function FilingPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('filing.read')
  const { id } = await params
  return <FilingDesk id={id} />
}
