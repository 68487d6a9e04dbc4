import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { lookupPickups } from '@/lib/features/pickup/api'
import type { LookupInput, Pickup } from '@/lib/features/pickup/schema'

type Found = { wanted: LookupInput; pickups: Pickup[]; nextCursor: string | null }

/**
 * The counter's look-up, page after page. Kept on the page alone: what was typed may be a phone or an ID number.
 * @param onFound called with what the first page holds
 */
export function useLookup(onFound: (pickups: Pickup[]) => void) {
  const [found, setFound] = useState<Found | null>(null)
  const first = useMutation({
    mutationFn: (wanted: LookupInput) => lookupPickups(wanted),
    onMutate: () => setFound(null),
    onSuccess: ({ data, nextCursor }, wanted) => {
      setFound({ wanted, pickups: data, nextCursor })
      onFound(data)
    },
  })
  const next = useMutation({
    mutationFn: ({ wanted, nextCursor }: Found) => lookupPickups(wanted, nextCursor ?? undefined),
    onSuccess: ({ data, nextCursor }, before) => {
      // Handed out meanwhile at another counter, a number stands among the collected ones as well.
      const known = new Set(before.pickups.map(({ id }) => id))
      const pickups = [...before.pickups, ...data.filter(({ id }) => !known.has(id))]
      setFound((now) => (now === before ? { ...before, pickups, nextCursor } : now))
    },
  })
  return {
    found,
    busy: first.isPending,
    error: first.error,
    look: (wanted: LookupInput) => first.mutate(wanted),
    retry: () => first.variables && first.mutate(first.variables),
    /** Null when everything is shown. */
    more: found?.nextCursor
      ? { load: () => next.mutate(found), busy: next.isPending, error: next.error }
      : null,
    reset: () => {
      first.reset()
      next.reset()
      setFound(null)
    },
  }
}

export type MorePickups = ReturnType<typeof useLookup>['more']
