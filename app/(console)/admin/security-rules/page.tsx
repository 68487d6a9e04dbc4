import type { Metadata } from 'next'
import { SecurityRulesPage } from '@/components/setting/security-rules-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '安全规则' }

export default async function AdminSecurityRules() {
  await requirePageActor('security.manage')
  return <SecurityRulesPage />
}
