import type { Metadata } from 'next'
import { ExportsPage } from '@/components/export/exports-page'
import { exportsQuery } from '@/lib/features/export/api'
import { formOptions } from '@/lib/features/option/api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../prefetched'

export const metadata: Metadata = { title: '我的导出' }

export default async function Exports() {
  await requirePageActor('machine.export')
  return (
    <Prefetched
      load={(client) => [client.prefetchInfiniteQuery(exportsQuery()), client.prefetchQuery(formOptions())]}
    >
      <ExportsPage />
    </Prefetched>
  )
}
