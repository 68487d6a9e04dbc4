import type { Metadata } from 'next'
import { ImportsPage } from '@/components/catalogue/imports-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '导入目录' }

export default async function AdminCatalogueImports() {
  await requirePageActor('catalogue.manage')
  return <ImportsPage />
}
