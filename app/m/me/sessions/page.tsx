import type { Metadata } from 'next'
import { OwnSessionsPage } from '@/components/own-sessions/own-sessions-page'

export const metadata: Metadata = { title: '登录的设备' }

export default function OwnerSessionsPage() {
  return <OwnSessionsPage />
}
