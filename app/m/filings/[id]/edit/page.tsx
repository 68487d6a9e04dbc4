import type { Metadata } from 'next'
import { Consented } from '@/components/consent/consented'
import { FilingFormPage } from '@/components/filing/form/filing-form-page'

export const metadata: Metadata = { title: '编码登记' }

export default async function EditFilingPage({ params }: { params: Promise<{ id: string }> }) {
  return (
    <Consented title="编码登记">
      <FilingFormPage id={(await params).id} />
    </Consented>
  )
}
