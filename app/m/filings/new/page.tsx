import type { Metadata } from 'next'
import { NewFiling } from '@/components/filing/form/new-filing'

export const metadata: Metadata = { title: '编码登记' }

export default function NewFilingPage() {
  return <NewFiling />
}
