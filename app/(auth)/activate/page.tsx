import type { Metadata } from 'next'
import { ActivationPage } from '@/components/staff/activation-page'

export const metadata: Metadata = { title: '激活账号', referrer: 'no-referrer' }

/** The token is behind `#`: neither this server nor a log sees it before the form sends it. */
export default function Activate() {
  return <ActivationPage />
}
