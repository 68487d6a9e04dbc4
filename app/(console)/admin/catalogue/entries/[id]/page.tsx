import type { Metadata } from 'next'
import { EntryPage } from '@/components/catalogue/entry-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '目录条目' }

export default async function AdminCatalogueEntry({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('catalogue.read')
  return <EntryPage id={(await params).id} />
}
