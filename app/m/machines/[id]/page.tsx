import type { Metadata } from 'next'
import { MachinePage } from '@/components/machine/owner-machine-page'

export const metadata: Metadata = { title: '电子信息采集卡' }

type Props = { params: Promise<{ id: string }> }

export default async function OwnerMachinePage({ params }: Props) {
  return <MachinePage id={(await params).id} />
}
