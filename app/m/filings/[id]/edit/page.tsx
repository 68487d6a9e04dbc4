import type { Metadata } from 'next'
import { FilingFormPage } from '@/components/filing/form/filing-form-page'

export const metadata: Metadata = { title: '编码登记' }

export default async function EditFilingPage({ params }: { params: Promise<{ id: string }> }) {
  return <FilingFormPage id={(await params).id} />
}
