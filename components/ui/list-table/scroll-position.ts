import { z } from 'zod'

const schema = z.object({
  row: z.string(),
  /** Scroll positions of the list and of the page (px). */
  box: z.number(),
  page: z.number(),
  /** Top of the row in the window (px). */
  top: z.number(),
})
export type ScrollPosition = z.output<typeof schema>

/** Stores in this tab the row opened from the list at the URL `address`, and the scroll positions. */
export function storePosition(address: string, position: ScrollPosition): void {
  sessionStorage.setItem(`schema:${address}`, JSON.stringify(position))
}

/** Returns and deletes what is stored for `address`; null if there is nothing. */
export function takePosition(address: string): ScrollPosition | null {
  const text = sessionStorage.getItem(`schema:${address}`)
  if (text === null) return null
  sessionStorage.removeItem(`schema:${address}`)
  return schema.parse(JSON.parse(text))
}
