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

/** A picture of the API (`url`, `thumbnailUrl`), or one still on this phone. */
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
    const address = URL.createObjectURL(blob)
    setShown(address)
    return () => URL.revokeObjectURL(address)
  }, [blob])
  const classes = `${styles.picture} ${className ?? ''}`
  // biome-ignore lint/performance/noImgElement: an object URL; there is nothing for the server to optimise
  if (shown) return <img src={shown} alt={alt} className={classes} />
  return <span role="img" aria-label={fetched.isError ? `${alt}（没有显示出来）` : alt} className={classes} />
}
