import type { Metadata } from 'next'
import { PickupsPage } from '@/components/filing/owner/pickups-page'

export const metadata: Metadata = { title: '待领取的号码' }

export default function OwnerPickupsPage() {
  return <PickupsPage />
}
