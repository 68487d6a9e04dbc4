import type { Metadata } from 'next'
import { FilingPage } from '@/components/filing/owner/filing-page'

export const metadata: Metadata = { title: '登记详情' }

type Props = { params: Promise<{ id: string }> }

export default async function OwnerFilingPage({ params }: Props) {
  return <FilingPage id={(await params).id} />
}
