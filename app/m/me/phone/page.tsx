import type { Metadata } from 'next'
import { OwnPhonePage } from '@/components/account/own-phone-page'

export const metadata: Metadata = { title: '更换手机号' }

export default function OwnerPhonePage() {
  return <OwnPhonePage />
}
