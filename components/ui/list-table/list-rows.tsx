import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { ListColumn } from './list-column'
import { ListRow } from './list-row'
import styles from './list-table.module.css'
import { type Scroller, useRenderedRows } from './use-rendered-rows'
import { useRowFocus } from './use-row-focus'
import { useRowKeys } from './use-row-keys'

type Props<Row> = {
  rows: readonly Row[]
  columns: readonly ListColumn<Row>[]
  rowKey: (row: Row, index: number) => string
  href?: (row: Row) => string
  dimmed?: (row: Row) => boolean
  /** Null until it is mounted. */
  scroller: Scroller | null
  /** URL of the list, under which its scroll position is stored. */
  address: string
  /** The rows are those of the previous query, until the new ones are loaded. */
  outdated: boolean
  /** Called when the end comes into view, or the keyboard moves beyond it. */
  onEnd: (cause: 'view' | 'key') => void
}

/** Rows before the last one at which the next page is requested. */
const AHEAD = 12

/**
 * The rows in view. One of them is in the tab order: keys move between rows, Enter opens where they are links. The
 * focused row stays rendered, or scrolling would lose the keyboard focus.
 */
export function ListRows<Row>(props: Props<Row>) {
  const { rows, columns, rowKey, href, dimmed, scroller, address, outdated, onEnd } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const ids = useMemo(() => rows.map(rowKey), [rows, rowKey])
  const keyOf = useCallback((index: number) => ids[index] ?? String(index), [ids])
  const { active, goTo, touch, touched, open } = useRowFocus({ body, ids, scroller, address })
  // A row without a link may contain open controls: once touched it stays rendered.
  const pinned = href
    ? [active]
    : ids.flatMap((id, index) => (index === active || touched.has(id) ? [index] : []))
  const { pieces, measure, lastVisible, height } = useRenderedRows({
    count: rows.length,
    keyOf,
    scroller,
    body,
    pinned,
  })

  const nearEnd = scroller !== null && lastVisible >= rows.length - AHEAD
  useEffect(() => {
    if (nearEnd && rows.length > 0) onEnd('view')
  }, [nearEnd, rows.length, onEnd])

  const move = (to: number) => {
    goTo(Math.max(0, Math.min(to, rows.length - 1)))
    if (to >= rows.length) onEnd('key')
  }
  useRowKeys({
    enabled: rows.length > 0,
    openable: href !== undefined,
    body,
    active,
    count: rows.length,
    page: rowsPerPage(scroller, height.current),
    move,
  })

  return (
    <tbody ref={body} className={`${href ? styles.links : ''} ${outdated ? styles.outdated : ''}`}>
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

/** Rows per PageDown; null where the page scrolls, since the browser then handles PageDown itself. */
function rowsPerPage(scroller: Scroller | null, rowHeight: number): number | null {
  if (scroller === null || scroller === 'page') return null
  return Math.max(1, Math.floor(scroller.clientHeight / rowHeight) - 2)
}
