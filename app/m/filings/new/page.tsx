import type { Metadata } from 'next'
import { Consented } from '@/components/consent/consented'
import { NewFiling } from '@/components/filing/form/new-filing'
import { RolePage } from '@/components/role/for-role'

export const metadata: Metadata = { title: '编码登记' }

export default function NewFilingPage() {
  return (
    <RolePage needs="FILE" title="编码登记" back="/m">
      <Consented title="编码登记">
        <NewFiling />
      </Consented>
    </RolePage>
  )
}
