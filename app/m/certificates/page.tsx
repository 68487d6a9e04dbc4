import type { Metadata } from 'next'
import { CertificatesPage } from '@/components/certificate/certificates-page'

export const metadata: Metadata = { title: '登记情况证明' }

export default function OwnerCertificatesPage() {
  return <CertificatesPage />
}
