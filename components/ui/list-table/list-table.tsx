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
  /** What the table lists, for screen readers. */
  label: string
  columns: readonly ListColumn<Row, Sort>[]
  query: ListQuery<Row>
  /** The same function at each drawing. */
  rowKey: (row: Row, index: number) => string
  /** Where rows are links: the page of a row. */
  href?: (row: Row) => string
  /** Rows that are switched off. */
  dimmed?: (row: Row) => boolean
  /** Rows of several lines are read across from their tops. */
  tall?: boolean
  /** Fills what is left of the window, scrolls by itself and reads on as its end comes near. */
  fill?: boolean
  sorting?: Sorting<Sort>
  /** Search and filters, above the table. */
  toolbar?: ReactNode
  /** The measure word of a row. */
  unit?: string
  empty: ReactNode
  /** Takes search and filters away; given where there are any. */
  onClear?: () => void
  /** Below the last row of all. */
  end?: ReactNode
}

/**
 * The one table of all lists of the console. Rows come in the order of the server, page after page; those out of sight are
 * not drawn. Where rows are links, coming back from one finds the page, the scroll and that row as they were.
 */
export function ListTable<Row, Sort extends string = string>(props: Props<Row, Sort>) {
  const { label, columns, query, tall, fill = false, toolbar, unit = '件' } = props
  // As state: the rows' effects, which scroll to the place left, run before a ref to what holds them is set.
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const narrow = useNarrow()
  const { data } = query
  const rows = useMemo(() => rowsOf(data), [data])
  const address = useShownAddress(query.isPlaceholderData)
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

/** Place and focus belong to the rows that are seen, which are those of the address before until new ones are there. */
function useShownAddress(outdated: boolean): string {
  const address = `${usePathname()}?${useSearchParams()}`
  const [shown, setShown] = useState(address)
  if (!outdated && shown !== address) setShown(address)
  return shown
}

/** Reads the next page when the keyboard asks for it, or by itself. */
function useNextPage<Row>(query: ListQuery<Row>, byItself: boolean) {
  const paging = pagingOf(query)
  const fetchNextPage = paging?.fetchNextPage
  const ready = paging?.hasNextPage && !query.isFetching && !query.isError && !query.isPlaceholderData
  return useCallback(
    (how: 'sight' | 'key') => {
      if (ready && (byItself || how === 'key')) void fetchNextPage?.()
    },
    [ready, byItself, fetchNextPage],
  )
}

/** For screen readers, the head included; -1: more than are there. */
function rowCount<Row>(query: ListQuery<Row>, rows: number | undefined): number | undefined {
  if (rows === undefined) return undefined
  return pagingOf(query)?.hasNextPage ? -1 : rows + 1
}

function widthOf(columns: readonly ListColumn<never>[]): number {
  return columns.reduce((sum, { width = 0 }) => sum + width, 0)
}
