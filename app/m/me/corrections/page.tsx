import type { Metadata } from 'next'
import { OwnCorrectionsPage } from '@/components/correction/own-corrections-page'

export const metadata: Metadata = { title: '更正个人信息' }

export default function OwnerCorrectionsPage() {
  return <OwnCorrectionsPage />
}
