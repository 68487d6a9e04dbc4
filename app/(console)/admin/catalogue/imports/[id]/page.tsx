import type { Metadata } from 'next'
import { ImportPage } from '@/components/catalogue/import-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '导入结果' }

export default async function AdminCatalogueImport({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('catalogue.manage')
  return <ImportPage id={(await params).id} />
}
