import { queryOptions } from '@tanstack/react-query'
import { apiFetch } from '@/lib/client/api-fetch'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { ownerReadingEndpoint } from './schema'

const POLL_MS = 2_000
/** Half a minute: by then the owner is elsewhere in the form. */
const MOST_POLLS = 15

/** What a photo of one's own offers for the form: asked again until it is read. A photo never changes. */
export function readingQuery(photoId: string, slot: PhotoSlot) {
  return queryOptions({
    queryKey: ['reading', photoId, slot],
    queryFn: ({ signal }) =>
      apiFetch(ownerReadingEndpoint, { params: { id: photoId }, body: { slot }, signal }),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data?.state === 'WAITING' && dataUpdateCount < MOST_POLLS ? POLL_MS : false,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}
