'use client'

import { type InfiniteData, type UseInfiniteQueryResult, useIsFetching } from '@tanstack/react-query'
import { Button } from 'antd'
import Link from 'next/link'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react'
import type { Page } from '@/lib/core/page'
import styles from './list-table.module.css'
import { Empty, Failed } from '@/components/ui/states'
import { useKeptPlace } from './use-kept-place'

export type QueueColumn<Row> = {
  key: string
  title: string
  /** Pixels; columns without share what is left. */
  width?: number
  render: (row: Row) => ReactNode
  /** Whole text for the pointer when the cell is too narrow. */
  text?: (row: Row) => string | null
}

export type QueueTableProps<Row> = {
  /** What the table lists, for screen readers. */
  label: string
  columns: readonly QueueColumn<Row>[]
  query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>
  rowKey: (row: Row) => string
  href: (row: Row) => string
  /** Search and filters, above the table. */
  toolbar?: ReactNode
  /** Something is searched or filtered for, and how to stop that. */
  filtered: boolean
  onClear: () => void
  empty: { title: string; hint?: ReactNode; action?: ReactNode }
}

/**
 * The one table of all queues. Rows come in the order of the server, page after page. One row is in the tab order; arrows
 * move between rows, Enter opens. Coming back from a row finds the page, the scroll and that row as they were.
 */
export function QueueTable<Row>(props: QueueTableProps<Row>) {
  const { label, columns, query, rowKey, toolbar } = props
  const rows = query.data?.pages.flatMap((page) => page.data)
  return (
    <div className={styles.frame}>
      {toolbar && <div className={styles.toolbar}>{toolbar}</div>}
      <div className={styles.scroll} aria-busy={query.isFetching}>
        <table className={styles.table}>
          <caption className="visually-hidden">{label}</caption>
          <colgroup>
            {columns.map((column) => (
              <col key={column.key} style={column.width ? { width: column.width } : undefined} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col">
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          {query.isPending && <Skeleton columns={columns.length} />}
          {rows && rows.length > 0 && <Rows {...props} rows={rows} rowKey={rowKey} />}
        </table>
      </div>
      <Foot {...props} shown={rows?.length} />
    </div>
  )
}

function Rows<Row>({ rows, columns, query, rowKey, href }: QueueTableProps<Row> & { rows: Row[] }) {
  const { body, remember } = useKeptPlace(rows.length > 0)
  const [current, setCurrent] = useState(0)
  const active = Math.min(current, rows.length - 1)

  function onKeyDown(event: KeyboardEvent) {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const links = body.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]')
    links?.[Math.max(0, Math.min(to, rows.length - 1))]?.focus()
    if (to >= rows.length && query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
  }

  function onClick(event: MouseEvent<HTMLTableRowElement>) {
    const onLink = event.target instanceof Element && event.target.closest('a, button')
    if (onLink || window.getSelection()?.toString()) return
    event.currentTarget.querySelector<HTMLAnchorElement>('a[data-row]')?.click()
  }

  return (
    <tbody ref={body} onKeyDown={onKeyDown}>
      {rows.map((row, index) => (
        <tr key={rowKey(row)} onClick={onClick}>
          {columns.map((column, place) => (
            <td key={column.key} data-label={column.title} title={column.text?.(row) ?? undefined}>
              {place === 0 ? (
                <Link
                  href={href(row)}
                  prefetch={false}
                  data-row={rowKey(row)}
                  tabIndex={index === active ? 0 : -1}
                  onFocus={() => setCurrent(index)}
                  onClick={() => remember(rowKey(row))}
                >
                  {column.render(row)}
                </Link>
              ) : (
                column.render(row)
              )}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

function Skeleton({ columns }: { columns: number }) {
  return (
    <tbody aria-hidden>
      {Array.from({ length: 8 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
        <tr key={row} className={styles.waiting}>
          {Array.from({ length: columns }, (_, cell) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
            <td key={cell}>
              <span className={styles.bar} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

/** What stands below the rows: why there are none, that they failed, how to get more. */
function Foot<Row>({ query, shown, filtered, onClear, empty }: QueueTableProps<Row> & { shown?: number }) {
  const waiting = useIsFetching() > 0 && query.isFetchingNextPage
  if (query.isPending)
    return (
      <p className="visually-hidden" role="status">
        正在加载
      </p>
    )
  if (query.isError && shown === undefined) {
    return <Failed error={query.error} onRetry={() => void query.refetch()} />
  }
  if (shown === 0) {
    if (!filtered) return <Empty {...empty} />
    const clear = <Button onClick={onClear}>清除搜索和筛选</Button>
    return <Empty title="没有符合条件的记录" hint="换一个条件，或清除后查看全部。" action={clear} />
  }
  return (
    <div className={styles.foot}>
      <span role="status">
        {query.isError
          ? '更新失败，显示的是之前的内容。'
          : `已显示 ${shown} 件${query.hasNextPage ? '' : '，没有更多了'}`}
      </span>
      {query.isError && (
        <Button size="small" onClick={() => void query.refetch()}>
          重试
        </Button>
      )}
      {query.hasNextPage && (
        <Button size="small" loading={waiting} onClick={() => void query.fetchNextPage()}>
          显示更多
        </Button>
      )}
    </div>
  )
}
