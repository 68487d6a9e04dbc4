import type { Metadata } from 'next'
import { createLoader, parseAsString, type SearchParams } from 'nuqs/server'
import { PairPage } from '@/components/second/pair-page'
import { formOptions } from '@/lib/features/option/api'
import { pairQuery } from '@/lib/features/pair/api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../../../prefetched'

export const metadata: Metadata = { title: '疑似重复对照' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> }

const addressOf = createLoader({ with: parseAsString })

export default async function Pair({ params, searchParams }: Props) {
  await requirePageActor('filing.read')
  const { id } = await params
  const { with: other } = await addressOf(searchParams)
  return (
    <Prefetched
      load={(client) => [
        client.prefetchQuery(pairQuery(id, other ?? undefined)),
        client.prefetchQuery(formOptions()),
      ]}
    >
      <PairPage id={id} />
    </Prefetched>
  )
}
