import type { Metadata } from 'next'
import { CataloguePage } from '@/components/catalogue/catalogue-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '机械目录' }

export default async function AdminCatalogue() {
  await requirePageActor('catalogue.read')
  return <CataloguePage />
}
