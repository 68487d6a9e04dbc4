import type { Metadata } from 'next'
import { ChangePage } from '@/components/change/owner/change-page'
import { Consented } from '@/components/consent/consented'

export const metadata: Metadata = { title: '信息变更' }

type Props = { params: Promise<{ id: string; type: string }> }

export default async function OwnerChangePage({ params }: Props) {
  const { id, type } = await params
  return (
    <Consented title="信息变更">
      <ChangePage id={id} slug={type} />
    </Consented>
  )
}
