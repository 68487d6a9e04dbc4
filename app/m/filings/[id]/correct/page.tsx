import type { Metadata } from 'next'
import { Consented } from '@/components/consent/consented'
import { CorrectPage } from '@/components/filing/owner/correct-page'

export const metadata: Metadata = { title: '备案修改' }

type Props = { params: Promise<{ id: string }> }

export default async function OwnerCorrectPage({ params }: Props) {
  return (
    <Consented title="备案修改">
      <CorrectPage id={(await params).id} />
    </Consented>
  )
}
