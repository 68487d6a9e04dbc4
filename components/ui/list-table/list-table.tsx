'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { ListColumn, Sorting } from './list-column'
import { ListFoot } from './list-foot'
import { ListHead, Skeleton } from './list-head'
import { type ListQuery, pagingOf, rowsOf } from './list-query'
import { ListRows } from './list-rows'
import styles from './list-table.module.css'
import { useNarrow } from './use-narrow'

type Props<Row, Sort extends string> = {
  /** Caption for screen readers. */
  label: string
  columns: readonly ListColumn<Row, Sort>[]
  query: ListQuery<Row>
  /** Must be the same function at each render. */
  rowKey: (row: Row, index: number) => string
  /** Page of a row; makes rows links. */
  href?: (row: Row) => string
  /** Rows shown as disabled. */
  dimmed?: (row: Row) => boolean
  /** Rows of several lines: cells are aligned at the top, and their words wrap. */
  tall?: boolean
  /** Fills the rest of the window, scrolls by itself and loads further pages near its end. */
  fill?: boolean
  sorting?: Sorting<Sort>
  /** Search and filters, above the table. */
  toolbar?: ReactNode
  /** Measure word (量词) of a row. */
  unit?: string
  empty: ReactNode
  /** Clears search and filters; given if any are set. */
  onClear?: () => void
  /** Below the last row of all. */
  end?: ReactNode
}

/**
 * The table of all lists of the console. Rows come in the server's order, page by page; those out of view are not rendered.
 * Where rows are links, coming back from one restores the scroll position and the focused row.
 */
export function ListTable<Row, Sort extends string = string>(props: Props<Row, Sort>) {
  const { label, columns, query, tall, fill = false, toolbar, unit = '件' } = props
  // State, not a ref: the rows' effects, which restore the scroll position, run before a parent's ref is set.
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const narrow = useNarrow()
  const { data } = query
  const rows = useMemo(() => rowsOf(data), [data])
  const address = useRowsAddress(query.isPlaceholderData)
  const onEnd = useNextPage(query, fill)
  return (
    <div className={`${styles.list} ${fill ? styles.fill : ''}`}>
      {toolbar && <div className={styles.toolbar}>{toolbar}</div>}
      <div ref={setBox} className={styles.box} aria-busy={query.isFetching}>
        <table
          className={`${styles.table} ${tall ? styles.tall : ''}`}
          style={fill ? { minWidth: widthOf(columns) } : undefined}
          aria-rowcount={rowCount(query, rows?.length)}
        >
          <caption className="visually-hidden">{label}</caption>
          <ListHead columns={columns} sorting={props.sorting} />
          {query.isPending && <Skeleton columns={columns.length} rows={fill ? 12 : 8} />}
          {rows && rows.length > 0 && (
            <ListRows
              key={address}
              rows={rows}
              columns={columns}
              rowKey={props.rowKey}
              href={props.href}
              dimmed={props.dimmed}
              scroller={fill && !narrow ? box : 'page'}
              address={address}
              outdated={query.isPlaceholderData}
              onEnd={onEnd}
            />
          )}
        </table>
        <ListFoot
          query={query}
          shown={rows?.length}
          unit={unit}
          endless={fill}
          empty={props.empty}
          onClear={props.onClear}
          end={props.end}
        />
      </div>
    </div>
  )
}

/** URL that the shown rows belong to: the previous one until the new rows are loaded. Position and focus are stored under it. */
function useRowsAddress(outdated: boolean): string {
  const address = `${usePathname()}?${useSearchParams()}`
  const [shown, setShown] = useState(address)
  if (!outdated && shown !== address) setShown(address)
  return shown
}

/** Loads the next page when the keyboard moves beyond the end, or automatically. */
function useNextPage<Row>(query: ListQuery<Row>, automatic: boolean) {
  const paging = pagingOf(query)
  const fetchNextPage = paging?.fetchNextPage
  const ready = paging?.hasNextPage && !query.isFetching && !query.isError && !query.isPlaceholderData
  return useCallback(
    (cause: 'view' | 'key') => {
      if (ready && (automatic || cause === 'key')) void fetchNextPage?.()
    },
    [ready, automatic, fetchNextPage],
  )
}

/** `aria-rowcount`, header included; -1 if there are more than are loaded. */
function rowCount<Row>(query: ListQuery<Row>, rows: number | undefined): number | undefined {
  if (rows === undefined) return undefined
  return pagingOf(query)?.hasNextPage ? -1 : rows + 1
}

function widthOf(columns: readonly ListColumn<never>[]): number {
  return columns.reduce((sum, { width = 0 }) => sum + width, 0)
}
