import type { Metadata } from 'next'
import { ViewingsPage } from '@/components/viewing/viewings-page'

export const metadata: Metadata = { title: '谁看过我的信息' }

export default function OwnerViewingsPage() {
  return <ViewingsPage />
}
