import type { Metadata } from 'next'
import { RulesPage } from '@/components/setting/rules-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '规则' }

export default async function AdminRules() {
  await requirePageActor('setting.manage')
  return <RulesPage />
}
