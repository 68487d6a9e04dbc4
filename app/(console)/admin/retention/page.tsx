import type { Metadata } from 'next'
import { RetentionPage } from '@/components/retention/retention-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '保存期限' }

export default async function AdminRetention() {
  await requirePageActor('retention.manage')
  return <RetentionPage />
}
