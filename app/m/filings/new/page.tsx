import type { Metadata } from 'next'
import { Consented } from '@/components/consent/consented'
import { NewFiling } from '@/components/filing/form/new-filing'

export const metadata: Metadata = { title: '编码登记' }

export default function NewFilingPage() {
  return (
    <Consented title="编码登记">
      <NewFiling />
    </Consented>
  )
}
