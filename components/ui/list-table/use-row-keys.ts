import type { RefObject } from 'react'
import { useShortcuts } from '../keys/use-shortcuts'

type Options = {
  enabled: boolean
  /** Rows are links. */
  openable: boolean
  body: RefObject<HTMLElement | null>
  /** Index of the row in the tab order. */
  active: number
  count: number
  /** Rows per screen; null where the page scrolls, since the browser then handles PageDown itself. */
  page: number | null
  /** @param to index to go to, perhaps out of range */
  move: (to: number) => void
}

/** J, K, arrows, Home and End move between the rows from anywhere on the page, Enter opens. The first key takes the row that stands ready. */
export function useRowKeys({ enabled, openable, body, active, count, page, move }: Options): void {
  const inRows = () => body.current?.contains(document.activeElement) ?? false
  const step = (by: number) => () => move(inRows() ? active + by : active)
  const go = (to: number) => () => move(to)
  const open = () =>
    body.current?.querySelector<HTMLAnchorElement>(`tr[data-index="${active}"] a[data-row]`)?.click()
  useShortcuts(
    enabled
      ? {
          rowNext: step(1),
          rowPrevious: step(-1),
          rowFirst: go(0),
          rowLast: go(count - 1),
          pageNext: page !== null && step(page),
          pagePrevious: page !== null && step(-page),
          rowOpen: openable && open,
        }
      : {},
  )
}
