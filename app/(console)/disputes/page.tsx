import type { Metadata } from 'next'
import { DisputesPage } from '@/components/dispute/disputes-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '号码申诉' }

export default async function Disputes() {
  await requirePageActor('dispute.decide')
  return <DisputesPage />
}
