import type { Metadata } from 'next'
import { ConsoleMachinePage } from '@/components/machine/console/machine-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '机械' }

export default async function MachinePage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('machine.read')
  const { id } = await params
  return <ConsoleMachinePage id={id} />
}
