import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { MachinesPage } from '@/components/machine/search/machines-page'
import { questionOf, SEARCH_ADDRESS } from '@/components/machine/search/search-address'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { divisionOptions, parentsToName } from '@/lib/features/division/api'
import { machineSearchQuery } from '@/lib/features/machine/api/search'
import { formOptions } from '@/lib/features/option/api'
import { preferenceQuery } from '@/lib/features/preference/api'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../prefetched'

export const metadata: Metadata = { title: '机械查询' }

const addressOf = createLoader(SEARCH_ADDRESS)

export default async function Machines({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { divisionCode } = await requirePageActor('machine.read')
  const question = questionOf(await addressOf(searchParams))
  const parents = [divisionCode === WHOLE_COUNTRY ? undefined : divisionCode, ...parentsToName(divisionCode)]
  return (
    <Prefetched
      load={(client) => [
        client.prefetchInfiniteQuery(machineSearchQuery(question)),
        client.prefetchQuery(preferenceQuery('machine-columns')),
        client.prefetchQuery(formOptions()),
        ...parents.map((parent) => client.prefetchQuery(divisionOptions(parent))),
      ]}
    >
      <MachinesPage />
    </Prefetched>
  )
}
