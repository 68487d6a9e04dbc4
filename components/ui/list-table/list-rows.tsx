import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from 'react'
import type { ListColumn } from './list-column'
import { ListRow } from './list-row'
import styles from './list-table.module.css'
import { type Scroller, useDrawnRows } from './use-drawn-rows'
import { useRowFocus } from './use-row-focus'

type Props<Row> = {
  rows: readonly Row[]
  columns: readonly ListColumn<Row>[]
  rowKey: (row: Row, index: number) => string
  href?: (row: Row) => string
  dimmed?: (row: Row) => boolean
  /** Null until it is known. */
  scroller: Scroller | null
  /** Names the list, for coming back to its place. */
  address: string
  /** Rows of the question before, until those of the new one are there. */
  outdated: boolean
  /** The end comes into sight, or the keyboard goes beyond it. */
  onEnd: (how: 'sight' | 'key') => void
}

/** More is asked for before the last row is reached. */
const AHEAD = 12

/**
 * The rows in sight. Where rows are links, one of them is in the tab order: arrows move between rows, Enter opens. The row
 * with the focus stays drawn, or a scroll would take the keyboard's place away.
 */
export function ListRows<Row>(props: Props<Row>) {
  const { rows, columns, rowKey, href, dimmed, scroller, address, outdated, onEnd } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const ids = useMemo(() => rows.map(rowKey), [rows, rowKey])
  const keyOf = useCallback((index: number) => ids[index] ?? String(index), [ids])
  const { active, goTo, touch, touched, open } = useRowFocus({ body, ids, scroller, address })
  // A row that leads nowhere may have something open in it: once touched it stays as it is.
  const held = href ? [active] : ids.flatMap((id, index) => (touched.has(id) ? [index] : []))
  const { pieces, measure, lastSeen, height } = useDrawnRows({
    count: rows.length,
    keyOf,
    scroller,
    body,
    held,
  })

  const nearEnd = scroller !== null && lastSeen >= rows.length - AHEAD
  useEffect(() => {
    if (nearEnd && rows.length > 0) onEnd('sight')
  }, [nearEnd, rows.length, onEnd])

  function onKeyDown(event: KeyboardEvent) {
    const to = targetOf(event, active, rows.length, pageOf(scroller, height.current))
    if (to === undefined) return
    event.preventDefault()
    goTo(Math.max(0, Math.min(to, rows.length - 1)))
    if (to >= rows.length) onEnd('key')
  }

  return (
    <tbody
      ref={body}
      onKeyDown={href && onKeyDown}
      className={`${href ? styles.links : ''} ${outdated ? styles.outdated : ''}`}
    >
      {pieces.map((piece) => {
        if ('gap' in piece) {
          return (
            <tr
              key={`gap before ${piece.before}`}
              aria-hidden
              className={styles.gap}
              style={{ height: piece.gap }}
            />
          )
        }
        const { index } = piece
        const row = rows[index]
        const id = ids[index]
        if (row === undefined || id === undefined) return null
        return (
          <ListRow
            key={id}
            row={row}
            id={id}
            index={index}
            columns={columns}
            href={href?.(row)}
            current={index === active}
            dimmed={dimmed?.(row) ?? false}
            measure={measure}
            onTouch={touch}
            onOpen={open}
          />
        )
      })}
    </tbody>
  )
}

/** How many rows a page of the box has; null where the page scrolls, and the browser knows PageDown itself. */
function pageOf(scroller: Scroller | null, rowHeight: number): number | null {
  if (scroller === null || scroller === 'page') return null
  return Math.max(1, Math.floor(scroller.clientHeight / rowHeight) - 2)
}

/** The row that a key leads to, perhaps beyond the ends; undefined for other keys. */
function targetOf(
  event: KeyboardEvent,
  active: number,
  count: number,
  page: number | null,
): number | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined
  const steps: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    Home: 0,
    End: count - 1,
  }
  if (page !== null) Object.assign(steps, { PageDown: active + page, PageUp: active - page })
  return steps[event.key]
}
