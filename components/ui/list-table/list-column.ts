import type { ReactNode } from 'react'

export type ListColumn<Row, Sort extends string = string> = {
  key: string
  title: string
  /** Pixels; columns without a width share the remaining space. */
  width?: number
  /** Takes the remaining space, at least `width`. */
  grow?: boolean
  render: (row: Row) => ReactNode
  /** Full text for the tooltip, where the cell may be too narrow. */
  text?: (row: Row) => string | null
  /** Order after the first click on the header, and after the second. */
  sorts?: readonly [Sort, Sort]
}

export type Sorting<Sort extends string> = { by: Sort; onSort: (sort: Sort) => void }

/** A column that shows a text, or a dash without one. */
export function textColumn<Row>(
  key: string,
  title: string,
  text: (row: Row) => string | null,
  width?: number,
): ListColumn<Row> {
  return { key, title, width, text, render: (row) => text(row) ?? '—' }
}
