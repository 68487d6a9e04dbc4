import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  useWindowVirtualizer,
} from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Lists up to here are drawn whole: find-in-page and printing then have all of them. */
const WHOLE = 100
/** Rows drawn above and below those in sight, so that a scroll finds them there. */
const SPARE = 16
const USUAL_HEIGHT = 38

/** What the rows scroll in: their own box, or the page. */
export type Scroller = HTMLElement | 'page'

type Options = {
  count: number
  keyOf: (index: number) => string
  /** Null until it is known. */
  scroller: Scroller | null
  body: RefObject<HTMLElement | null>
  /** Rows that stay drawn wherever the list is scrolled. */
  held: readonly number[]
}

/** A row to draw, or an empty stretch as high as the rows that are left out. */
export type Piece = { index: number } | { gap: number; before: number }

/** Which rows of a long table are to be drawn: those in sight, some around, and those held. */
export function useDrawnRows({ count, keyOf, scroller, body, held }: Options) {
  const margin = useMargin(scroller, body)
  const height = useRef(USUAL_HEIGHT)
  const options = {
    count,
    getItemKey: keyOf,
    estimateSize: () => height.current,
    // Exact to the fraction: rounded heights of hundreds of rows add up to a wrong place.
    measureElement: (row: Element) => row.getBoundingClientRect().height,
    overscan: count <= WHOLE ? WHOLE : SPARE,
    scrollMargin: margin,
    rangeExtractor: (range: Range) => withHeld(range, held),
    // The server draws the first rows, too.
    initialRect: { width: 0, height: 800 },
    // Rows around those in sight are drawn already: nothing has to stand within the same frame.
    useFlushSync: false,
  }
  const inPage = typeof scroller !== 'object' || scroller === null
  const page = useWindowVirtualizer<HTMLTableRowElement>({ ...options, enabled: inPage })
  const box = useVirtualizer<HTMLElement, HTMLTableRowElement>({
    ...options,
    enabled: !inPage,
    getScrollElement: () => (inPage ? null : scroller),
  })
  const rows = inPage ? page : box

  useLayoutEffect(() => {
    const first = body.current?.querySelector('tr[data-index]')?.getBoundingClientRect().height
    if (!first || Math.abs(first - height.current) < 1) return
    height.current = first
    rows.measure()
  }, [rows, body])

  const drawn = rows.getVirtualItems()
  const end = rows.getTotalSize() + margin
  return {
    pieces: piecesOf(drawn, count, margin, end),
    measure: rows.measureElement,
    /** The last row in sight. */
    lastSeen: scroller === null ? 0 : (rows.range?.endIndex ?? 0),
    height,
  }
}

function withHeld(range: Range, held: readonly number[]): number[] {
  const indexes = new Set([...defaultRangeExtractor(range), ...held.filter((index) => index < range.count)])
  return [...indexes].sort((a, b) => a - b)
}

type Drawn = { index: number; start: number; end: number }

function piecesOf(drawn: readonly Drawn[], count: number, from: number, to: number): Piece[] {
  const pieces: Piece[] = []
  let reached = from
  for (const { index, start, end } of drawn) {
    if (start > reached) pieces.push({ gap: start - reached, before: index })
    pieces.push({ index })
    reached = end
  }
  if (to > reached) pieces.push({ gap: to - reached, before: count })
  return pieces
}

/** How far below the beginning of what scrolls the rows begin. Looked at after each drawing: a line above may wrap. */
function useMargin(scroller: Scroller | null, body: RefObject<HTMLElement | null>): number {
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    if (!body.current || scroller === null) return
    const top = body.current.getBoundingClientRect().top
    const next =
      scroller === 'page'
        ? top + window.scrollY
        : top - scroller.getBoundingClientRect().top + scroller.scrollTop
    setMargin((before) => (Math.abs(before - next) < 1 ? before : next))
  })
  return margin
}
