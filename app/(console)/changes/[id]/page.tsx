import type { Metadata } from 'next'
import { ChangeDesk } from '@/components/change/change-desk'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '信息变更审核' }

export default async function ChangePage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('change.read')
  const { id } = await params
  return <ChangeDesk id={id} />
}
