import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  useWindowVirtualizer,
} from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Lists of up to this many rows are rendered in full, for find-in-page and printing. */
const RENDER_ALL_UP_TO = 100
/** Rows rendered above and below those in view, so that scrolling shows no gaps. */
const OVERSCAN = 16
const INITIAL_ROW_HEIGHT = 38

/** Scroll container of the rows: their own box, or the page. */
export type Scroller = HTMLElement | 'page'

type Options = {
  count: number
  keyOf: (index: number) => string
  /** Null until it is mounted. */
  scroller: Scroller | null
  body: RefObject<HTMLElement | null>
  /** Rows that stay rendered wherever the list is scrolled. */
  pinned: readonly number[]
}

/** A row to render, or a gap as high as the rows left out. */
export type Piece = { index: number } | { gap: number; before: number }

/** Rows of a long table to render: those in view, some around them, and pinned ones. */
export function useRenderedRows({ count, keyOf, scroller, body, pinned }: Options) {
  const margin = useMargin(scroller, body)
  const height = useRef(INITIAL_ROW_HEIGHT)
  const options = {
    count,
    getItemKey: keyOf,
    estimateSize: () => height.current,
    // Fractional: rounded heights of hundreds of rows would add up to a wrong position.
    measureElement: (row: Element) => row.getBoundingClientRect().height,
    overscan: count <= RENDER_ALL_UP_TO ? RENDER_ALL_UP_TO : OVERSCAN,
    scrollMargin: margin,
    rangeExtractor: (range: Range) => withPinned(range, pinned),
    // The server renders the first rows, too.
    initialRect: { width: 0, height: 800 },
    // Rows around those in view are already rendered: no synchronous render is needed.
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

  const rendered = rows.getVirtualItems()
  const end = rows.getTotalSize() + margin
  return {
    pieces: piecesOf(rendered, count, margin, end),
    measure: rows.measureElement,
    /** Index of the last row in view. */
    lastVisible: scroller === null ? 0 : (rows.range?.endIndex ?? 0),
    height,
  }
}

function withPinned(range: Range, pinned: readonly number[]): number[] {
  const indexes = new Set([...defaultRangeExtractor(range), ...pinned.filter((index) => index < range.count)])
  return [...indexes].sort((a, b) => a - b)
}

type RenderedRow = { index: number; start: number; end: number }

function piecesOf(rendered: readonly RenderedRow[], count: number, from: number, to: number): Piece[] {
  const pieces: Piece[] = []
  let position = from
  for (const { index, start, end } of rendered) {
    if (start > position) pieces.push({ gap: start - position, before: index })
    pieces.push({ index })
    position = end
  }
  if (to > position) pieces.push({ gap: to - position, before: count })
  return pieces
}

/** Offset (px) of the rows from the start of the scrolled content. Measured after each render, since a line above may wrap. */
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
