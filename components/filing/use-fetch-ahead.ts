import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { deskQuery, peekNextQuery } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { firstPhoto } from './photo-of-field'

/** How long data fetched ahead are good enough to be shown until the claim has answered (ms). */
const FRESH_MS = 60_000

/**
 * While a filing is being decided: the one that would come next, with its first photo decoded and its thumbnails loaded.
 * It is claimed when it is shown, not before.
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
  useEffect(() => {
    if (next) loadPhotos(next)
  }, [next])
  return id === undefined ? undefined : next
}

function loadPhotos({ content, photos }: DeskFiling): void {
  const first = firstPhoto(content, photos)
  const full = new Image()
  full.src = first?.url ?? ''
  // A photo that cannot be read is told of when it is shown.
  full.decode().catch(() => undefined)
  for (const { thumbnailUrl } of photos) new Image().src = thumbnailUrl
}
