'use client'

import type { ReactNode } from 'react'
import styles from './list-table/list-table.module.css'

export type PlainColumn<Row> = {
  key: string
  title: string
  width?: number
  render: (row: Row) => ReactNode
}

type Props<Row> = {
  label: string
  columns: readonly PlainColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Rows that are switched off are shown dimmed. */
  dimmed?: (row: Row) => boolean
  /** Rows of several lines are read across from their tops. */
  tall?: boolean
  toolbar?: ReactNode
  foot?: ReactNode
}

/** A table whose rows are not doors but have buttons: the administrator's lists. */
export function PlainTable<Row>({ label, columns, rows, rowKey, dimmed, tall, toolbar, foot }: Props<Row>) {
  return (
    <div className={styles.frame}>
      {toolbar && <div className={styles.toolbar}>{toolbar}</div>}
      <table className={`${styles.table} ${styles.still} ${tall ? styles.tall : ''}`}>
        <caption className="visually-hidden">{label}</caption>
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={width ? { width } : undefined} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={dimmed?.(row) ? styles.dimmed : undefined}>
              {columns.map((column) => (
                <td key={column.key} data-label={column.title}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {foot}
    </div>
  )
}
