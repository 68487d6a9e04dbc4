import type { Metadata } from 'next'
import { ConfirmationsPage } from '@/components/confirmation/confirmations-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '待我确认' }

export default async function Confirmations() {
  await requirePageActor('act.confirm')
  return <ConfirmationsPage />
}
