import { useEffect, useState } from 'react'
import { z } from 'zod'

const place = z.object({ id: z.string(), box: z.number(), page: z.number() })
export type KeptRow = z.output<typeof place>

/** The row that was opened from this search in this tab and how far the list was scrolled then. */
export function useKeptRow(question: string, box: HTMLElement) {
  const address = `machines:${question}`
  const [kept] = useState(() => read(address))
  useEffect(() => sessionStorage.removeItem(address), [address])
  const keep = (id: string) =>
    sessionStorage.setItem(address, JSON.stringify({ id, box: box.scrollTop, page: window.scrollY }))
  return { kept, keep }
}

function read(address: string): KeptRow | null {
  try {
    return place.safeParse(JSON.parse(sessionStorage.getItem(address) ?? '')).data ?? null
  } catch {
    return null
  }
}
