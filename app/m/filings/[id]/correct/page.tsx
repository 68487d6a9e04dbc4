import type { Metadata } from 'next'
import { CorrectPage } from '@/components/filing/owner/correct-page'

export const metadata: Metadata = { title: '备案修改' }

type Props = { params: Promise<{ id: string }> }

export default async function OwnerCorrectPage({ params }: Props) {
  return <CorrectPage id={(await params).id} />
}
