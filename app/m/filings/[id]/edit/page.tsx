import type { Metadata } from 'next'
import { Consented } from '@/components/consent/consented'
import { FilingFormPage } from '@/components/filing/form/filing-form-page'
import { RolePage } from '@/components/role/for-role'

export const metadata: Metadata = { title: '编码登记' }

export default async function EditFilingPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <RolePage needs="FILE" title="编码登记" back={`/m/filings/${id}`}>
      <Consented title="编码登记">
        <FilingFormPage id={id} />
      </Consented>
    </RolePage>
  )
}
