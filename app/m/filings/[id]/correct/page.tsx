import type { Metadata } from 'next'
import { Consented } from '@/components/consent/consented'
import { CorrectPage } from '@/components/filing/owner/correct-page'
import { RolePage } from '@/components/role/for-role'

export const metadata: Metadata = { title: '备案修改' }

type Props = { params: Promise<{ id: string }> }

export default async function OwnerCorrectPage({ params }: Props) {
  const { id } = await params
  return (
    <RolePage needs="FILE" title="备案修改" back={`/m/filings/${id}`}>
      <Consented title="备案修改">
        <CorrectPage id={id} />
      </Consented>
    </RolePage>
  )
}
