import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { listsOf } from '@/components/filing/form/choices'
import { chinaDay } from '@/lib/core/clock'
import type { CheckFacts } from '@/lib/features/content/rules/check'
import type { Draft, DraftView } from '@/lib/features/draft/api/draft'
import { openDraft } from '@/lib/features/draft/api/open-drafts'
import { contentOfRecord, photosOfRecord } from '@/lib/features/draft/rules/record'
import { correctionGroups } from '@/lib/features/filing/rules/correction'
import { formOptions } from '@/lib/features/option/api'
import type { Options } from '@/lib/features/option/schema'

/** Loads the returned filing with the corrections saved on this phone. */
export function useOpenDraft(accountId: string, id: string) {
  return useQuery({
    queryKey: ['own-filing', 'open-draft', accountId, id],
    queryFn: () => openDraft(accountId, id),
    // Loaded once per visit: the draft object updates itself.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    structuralSharing: false,
  })
}

/** State of the correction page. */
export function useCorrection(draft: Draft, faults: Record<string, string>) {
  const view: DraftView = useSyncExternalStore(draft.subscribe, draft.snapshot, draft.snapshot)
  const options = useQuery(formOptions()).data
  const { record } = view
  const content = contentOfRecord(record)
  const photos = photosOfRecord(record)
  const groups = correctionGroups(record.filing?.returnReasons ?? [], content, photos.keys(), {
    facts: options ? checkFacts(options) : null,
    also: [...Object.keys(record.refused), ...Object.keys(faults)],
  })
  return { view, options, content, photos, groups }
}

/** Facts for the local check. `districtUsable`: the district picker offers only usable districts. */
function checkFacts(options: Options): CheckFacts {
  return {
    lists: listsOf(options),
    districtUsable: true,
    today: chinaDay(new Date()),
  }
}
