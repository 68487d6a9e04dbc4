import type { Metadata } from 'next'
import { EnterPage } from '@/components/account/enter-page'

export const metadata: Metadata = { title: '登录' }

export default function OwnerEnterPage() {
  return <EnterPage />
}
