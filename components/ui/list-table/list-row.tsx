import Link from 'next/link'
import { type MouseEvent, memo } from 'react'
import type { ListColumn } from './list-column'
import styles from './list-table.module.css'

type Props<Row> = {
  row: Row
  id: string
  index: number
  columns: readonly ListColumn<Row>[]
  /** Link of the row, if it has one. */
  href: string | undefined
  /** The one row in the tab order. */
  current: boolean
  dimmed: boolean
  measure: (row: HTMLTableRowElement | null) => void
  /** Called when the row gets the focus or is clicked. */
  onTouch: (index: number, id: string) => void
  onOpen: (id: string, top: number) => void
}

/** Cells wider than this (px) take the full width of a card. */
const WIDE = 110

function ListRowOf<Row>(props: Props<Row>) {
  const { row, id, index, columns, href, current, dimmed, measure, onTouch, onOpen } = props
  return (
    // The header is row 1.
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={href ? undefined : current ? 0 : -1}
      className={dimmed ? styles.dimmed : undefined}
      onFocus={() => onTouch(index, id)}
      onClick={(event) => {
        onTouch(index, id)
        if (href) openRow(event)
      }}
    >
      {columns.map((column, columnIndex) => (
        <td
          key={column.key}
          data-label={column.title}
          data-unbroken={column.unbroken || undefined}
          data-wide={(column.width ?? WIDE + 1) > WIDE || undefined}
          title={column.text?.(row) ?? undefined}
        >
          {columnIndex === 0 && href ? (
            <Link
              href={href}
              prefetch={false}
              data-row={id}
              tabIndex={current ? 0 : -1}
              onClick={(event) => onOpen(id, event.currentTarget.getBoundingClientRect().top)}
            >
              {column.render(row)}
            </Link>
          ) : (
            column.render(row)
          )}
        </td>
      ))}
    </tr>
  )
}

/** One row; with an `href` all of it can be clicked. */
export const ListRow = memo(ListRowOf) as typeof ListRowOf

function openRow(event: MouseEvent<HTMLTableRowElement>) {
  const onLink = event.target instanceof Element && event.target.closest('a, button')
  // The user is selecting text.
  if (onLink || window.getSelection()?.toString()) return
  event.currentTarget.querySelector<HTMLAnchorElement>('a[data-row]')?.click()
}
