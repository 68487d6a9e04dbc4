import type { Metadata } from 'next'
import { NewCertificatePage } from '@/components/certificate/new-certificate-page'

export const metadata: Metadata = { title: '出具登记情况证明' }

export default function OwnerNewCertificatePage() {
  return <NewCertificatePage />
}
