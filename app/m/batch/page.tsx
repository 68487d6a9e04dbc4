import type { Metadata } from 'next'
import { BatchesPage } from '@/components/batch/batches-page'

export const metadata: Metadata = { title: '批量登记' }

export default function OwnerBatchesPage() {
  return <BatchesPage />
}
