import type { Metadata } from 'next'
import { NoticesPage } from '@/components/notice/owner-notices-page'

export const metadata: Metadata = { title: '通知' }

export default function OwnerNoticesPage() {
  return <NoticesPage />
}
