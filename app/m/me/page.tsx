import type { Metadata } from 'next'
import { MePage } from '@/components/account/me-page'

export const metadata: Metadata = { title: '我的账号' }

export default function OwnerMePage() {
  return <MePage />
}
