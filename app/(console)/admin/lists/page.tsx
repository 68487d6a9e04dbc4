import type { Metadata } from 'next'
import { ListsPage } from '@/components/setting/lists-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '选项列表' }

export default async function AdminLists() {
  await requirePageActor('setting.manage')
  return <ListsPage />
}
