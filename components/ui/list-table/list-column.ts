import type { CSSProperties, ReactNode } from 'react'

export type ListColumn<Row, Sort extends string = string> = {
  key: string
  title: string
  /** Pixels; columns without a width share the remaining space. */
  width?: number
  /** Pixels in a zoomed or small window, where cells take several lines; default: 70 %, at least MIN_WIDTH. */
  narrow?: number
  /** Takes the remaining space, at least `width`. */
  grow?: boolean
  /** Codes and numbers: never broken inside. */
  unbroken?: boolean
  render: (row: Row) => ReactNode
  /** Full text for the tooltip, where the cell may be too narrow. */
  text?: (row: Row) => string | null
  /** Order after the first click on the header, and after the second. */
  sorts?: readonly [Sort, Sort]
}

/** Narrower columns cannot be read (px). */
const MIN_WIDTH = 80

/** Widths of a column as custom properties, of which the style sheet takes one by the window's width. */
export function columnStyle({ width, narrow, grow }: Pick<ListColumn<never>, 'width' | 'narrow' | 'grow'>) {
  if (!width || grow) return undefined
  const wide = Math.max(width, MIN_WIDTH)
  const small = narrow ?? Math.max(Math.round(wide * 0.7), MIN_WIDTH)
  return { '--wide': `${wide}px`, '--narrow': `${small}px` } as CSSProperties
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
