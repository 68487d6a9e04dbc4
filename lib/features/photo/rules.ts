import type { PhotoDto } from './schema'

/** Where owners (bearer) and officers (cookie) fetch a photo; root-relative, so that any host name serves. */
export function photoUrls(id: string, side: 'v1' | 'console'): Pick<PhotoDto, 'url' | 'thumbnailUrl'> {
  const url = `/api/${side}/photos/${id}`
  return { url, thumbnailUrl: `${url}/thumbnail` }
}

/** A photo that no filing shows is kept this long: the draft it was taken for may still be saved. */
export const ORPHAN_DAYS = 7
