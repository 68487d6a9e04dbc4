import type { Metadata } from 'next'
import { OwnPasswordPage } from '@/components/account/own-password-page'

export const metadata: Metadata = { title: '修改密码' }

export default function OwnerPasswordPage() {
  return <OwnPasswordPage />
}
