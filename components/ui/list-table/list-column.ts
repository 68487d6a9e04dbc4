import type { ReactNode } from 'react'

export type ListColumn<Row, Sort extends string = string> = {
  key: string
  title: string
  /** Pixels; columns without share what is left. */
  width?: number
  /** Takes what the others leave, and has `width` at least. */
  grow?: boolean
  render: (row: Row) => ReactNode
  /** The whole text for the pointer, where the cell may be too narrow. */
  text?: (row: Row) => string | null
  /** The order that a first click on the head gives, and the one of a second. */
  sorts?: readonly [Sort, Sort]
}

export type Sorting<Sort extends string> = { by: Sort; onSort: (sort: Sort) => void }
