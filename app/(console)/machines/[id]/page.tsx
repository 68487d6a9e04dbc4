import type { Metadata } from 'next'
import { ConsoleMachinePage } from '@/components/machine/console/machine-page'
import { consoleMachineQuery } from '@/lib/features/dossier/api/console'
import { formOptions } from '@/lib/features/option/api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: '机械' }

export default async function MachinePage({ params }: { params: Promise<{ id: string }> }) {
  await requirePageActor('machine.read')
  const { id } = await params
  return (
    <Prefetched
      load={(client) => [client.prefetchQuery(consoleMachineQuery(id)), client.prefetchQuery(formOptions())]}
    >
      <ConsoleMachinePage id={id} />
    </Prefetched>
  )
}
