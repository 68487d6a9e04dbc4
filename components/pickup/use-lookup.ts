import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { lookupPickups } from '@/lib/features/pickup/api'
import type { LookupInput, Pickup } from '@/lib/features/pickup/schema'

type LookupResult = { query: LookupInput; pickups: Pickup[]; nextCursor: string | null }

/**
 * The counter's paged look-up. Its results are in no query cache: the input may be a phone or an ID number.
 * @param onFound called with the results of the first page
 */
export function useLookup(onFound: (pickups: readonly Pickup[]) => void) {
  const [result, setResult] = useState<LookupResult | null>(null)
  // An answer that comes after another look-up has begun, or after the page was cleared, would show the person before.
  const latest = useRef(0)
  const first = useMutation({
    mutationFn: async (query: LookupInput) => {
      latest.current += 1
      const turn = latest.current
      const answer = await lookupPickups(query)
      return { ...answer, overtaken: turn !== latest.current }
    },
    onMutate: () => setResult(null),
    onSuccess: ({ data, nextCursor, overtaken }, query) => {
      if (overtaken) return
      setResult({ query, pickups: data, nextCursor })
      onFound(data)
    },
  })
  const next = useMutation({
    mutationFn: ({ query, nextCursor }: LookupResult) => lookupPickups(query, nextCursor ?? undefined),
    onSuccess: ({ data, nextCursor }, before) => {
      // A number handed out meanwhile at another counter comes again, among the collected ones.
      const loadedIds = new Set(before.pickups.map(({ id }) => id))
      const pickups = [...before.pickups, ...data.filter(({ id }) => !loadedIds.has(id))]
      setResult((now) => (now === before ? { ...before, pickups, nextCursor } : now))
    },
  })
  return {
    result,
    busy: first.isPending,
    error: first.error,
    lookUp: (query: LookupInput) => first.mutate(query),
    retry: () => first.variables && first.mutate(first.variables),
    /** Null when everything is shown. */
    more: result?.nextCursor
      ? { load: () => next.mutate(result), busy: next.isPending, error: next.error }
      : null,
    reset: () => {
      latest.current += 1
      first.reset()
      next.reset()
      setResult(null)
    },
  }
}

export type MorePickups = ReturnType<typeof useLookup>['more']
