'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { errorOf, networkError } from '@/lib/client/api-error'
import { ownerBearer } from '@/lib/client/owner-session'
import styles from './mobile.module.css'

/** Photos are fetched with the bearer token, which an image element cannot send. */
async function fetchPicture(url: string, signal: AbortSignal): Promise<Blob> {
  const bearer = await ownerBearer()
  const response = await fetch(url, {
    headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
    signal,
  }).catch((cause) => {
    throw signal.aborted ? cause : networkError()
  })
  if (!response.ok) throw await errorOf(response)
  return response.blob()
}

/** Shows a photo by its API address (`url`, `thumbnailUrl`), or a local one that is not uploaded yet. */
export function OwnerImage({
  source,
  alt,
  className,
}: {
  source: string | Blob
  alt: string
  className?: string
}) {
  const url = typeof source === 'string' ? source : undefined
  const fetched = useQuery({
    queryKey: ['picture', url],
    queryFn: ({ signal }) => fetchPicture(url ?? '', signal),
    enabled: url !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const blob = typeof source === 'string' ? fetched.data : source
  const [shown, setShown] = useState<string>()
  useEffect(() => {
    if (!blob) return
    const objectUrl = URL.createObjectURL(blob)
    setShown(objectUrl)
    return () => URL.revokeObjectURL(objectUrl)
  }, [blob])
  const classes = `${styles.picture} ${className ?? ''}`
  // biome-ignore lint/performance/noImgElement: an object URL; the server cannot optimise it
  if (shown) return <img src={shown} alt={alt} className={classes} />
  return <span role="img" aria-label={fetched.isError ? `${alt}（没有显示出来）` : alt} className={classes} />
}
