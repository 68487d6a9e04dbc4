import type { Metadata } from 'next'
import { BureauPage } from '@/components/bureau/bureau-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '机构' }

export default async function AdminBureaus() {
  await requirePageActor('bureau.manage')
  return <BureauPage />
}
