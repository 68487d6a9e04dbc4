import type { Metadata } from 'next'
import { ProofPage } from '@/components/account/proof-page'

export const metadata: Metadata = { title: '身份核验' }

export default function OwnProof() {
  return <ProofPage />
}
