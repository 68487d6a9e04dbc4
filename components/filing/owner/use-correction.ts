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

/** The returned filing of an id with what this phone keeps of its corrections. */
export function useOpenDraft(accountId: string, id: string) {
  return useQuery({
    queryKey: ['own-filing', 'open-draft', accountId, id],
    queryFn: () => openDraft(accountId, id),
    // A draft is an open thing that changes by itself: asked for once a visit.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    structuralSharing: false,
  })
}

/** What stands on the page of a correction now. */
export function useCorrection(draft: Draft, faults: Record<string, string>) {
  const view: DraftView = useSyncExternalStore(draft.subscribe, draft.snapshot, draft.snapshot)
  const options = useQuery(formOptions()).data
  const { record } = view
  const content = contentOfRecord(record)
  const photos = photosOfRecord(record)
  const groups = correctionGroups(record.filing?.returnReasons ?? [], content, photos.keys(), {
    facts: options ? factsOf(options) : null,
    also: [...Object.keys(record.refused), ...Object.keys(faults)],
  })
  return { view, options, content, photos, groups }
}

/** What may be chosen now, as the phone knows it; its district picker offers only districts. */
function factsOf(options: Options): CheckFacts {
  return {
    lists: listsOf(options),
    districtUsable: true,
    today: chinaDay(new Date()),
  }
}
