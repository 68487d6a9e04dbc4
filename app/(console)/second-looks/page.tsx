import type { Metadata } from 'next'
import { FiguresPage } from '@/components/second/figures-page'
import { secondLookFiguresQuery } from '@/lib/features/second-look/api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../prefetched'

export const metadata: Metadata = { title: '抽查情况' }

export default async function SecondLooks() {
  await requirePageActor('look.read')
  return (
    <Prefetched load={(client) => [client.prefetchQuery(secondLookFiguresQuery())]}>
      <FiguresPage />
    </Prefetched>
  )
}
