import type { Metadata } from 'next'
import { AuditPage } from '@/components/audit/audit-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '操作记录' }

export default async function Audit() {
  await requirePageActor('audit.read')
  return <AuditPage />
}
