import { skipToken, useQuery } from '@tanstack/react-query'
import { deskQuery, peekNextQuery } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'

/** How long data fetched ahead are good enough to be shown until the claim has answered (ms). */
const FRESH_MS = 60_000

/**
 * While a filing is being decided: the one that would come next. The desk renders it hidden, which loads its first photo
 * and its thumbnails: the elements themselves hold them, since no photo is stored by the browser. It is claimed when it is
 * shown, not before.
 * @returns undefined where there is none, or it is not there yet
 */
export function useFetchAhead(current: DeskFiling | undefined): DeskFiling | undefined {
  const deciding = current?.actions.includes('approve') ?? false
  const peek = useQuery({ ...peekNextQuery(current?.id ?? ''), enabled: deciding })
  const id = deciding && peek.data?.id !== current?.id ? peek.data?.id : undefined
  const desk = deskQuery(id ?? '')
  const { data: next } = useQuery({
    ...desk,
    queryFn: id === undefined ? skipToken : desk.queryFn,
    staleTime: FRESH_MS,
  })
  return id === undefined ? undefined : next
}
