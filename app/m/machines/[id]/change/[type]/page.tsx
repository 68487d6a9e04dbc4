import type { Metadata } from 'next'
import { ChangePage } from '@/components/change/owner/change-page'

export const metadata: Metadata = { title: '信息变更' }

type Props = { params: Promise<{ id: string; type: string }> }

export default async function OwnerChangePage({ params }: Props) {
  const { id, type } = await params
  return <ChangePage id={id} slug={type} />
}
