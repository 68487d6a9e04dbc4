import type { Metadata } from 'next'
import { SuccessionPage } from '@/components/succession/succession-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '凭证明过户' }

export default async function Succession({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('succession.file')
  return <SuccessionPage id={(await params).id} />
}
