import { z } from 'zod'

const place = z.object({
  row: z.string(),
  /** How far the list and the page were scrolled. */
  box: z.number(),
  page: z.number(),
  /** Where the row stood in the window. */
  top: z.number(),
})
export type Place = z.output<typeof place>

/** Remembers in this tab the row that is opened from the list at `address`, and how far everything was scrolled. */
export function keepPlace(address: string, kept: Place): void {
  sessionStorage.setItem(`place:${address}`, JSON.stringify(kept))
}

/** The place that was left from `address`, once; null when there is none. */
export function takePlace(address: string): Place | null {
  const text = sessionStorage.getItem(`place:${address}`)
  if (text === null) return null
  sessionStorage.removeItem(`place:${address}`)
  return place.parse(JSON.parse(text))
}
