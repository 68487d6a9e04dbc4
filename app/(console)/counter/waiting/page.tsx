import type { Metadata } from 'next'
import { WaitingList } from '@/components/pickup/waiting-list'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '待领取名单' }

export default async function WaitingPage() {
  await requirePageActor('pickup.read')
  return <WaitingList />
}
