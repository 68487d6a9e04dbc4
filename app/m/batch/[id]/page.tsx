import type { Metadata } from 'next'
import { BatchPage } from '@/components/batch/batch-page'

export const metadata: Metadata = { title: '批量登记' }

export default async function OwnerBatchPage({ params }: { params: Promise<{ id: string }> }) {
  return <BatchPage id={(await params).id} />
}
