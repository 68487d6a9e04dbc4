import type { Metadata } from 'next'
import { LocalDrafts } from '@/components/filing/form/local-drafts'
import { ProgressPage } from '@/components/filing/owner/progress-page'

export const metadata: Metadata = { title: '编码登记进展' }

export default function OwnerProgressPage() {
  return <ProgressPage local={<LocalDrafts />} />
}
