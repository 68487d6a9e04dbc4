import type { Metadata } from 'next'
import { PickupPage } from '@/components/filing/owner/pickup-page'

export const metadata: Metadata = { title: '领取码' }

type Props = { params: Promise<{ id: string }> }

export default async function OwnerPickupPage({ params }: Props) {
  return <PickupPage id={(await params).id} />
}
