import { Button } from 'antd'
import type { ReactNode } from 'react'
import { formatCount } from '@/lib/core/format-count'
import { Empty, Failed } from '../states'
import { type ListQuery, pagingOf } from './list-query'
import styles from './list-table.module.css'

type Props<Row> = {
  query: ListQuery<Row>
  /** Number of loaded rows; undefined until there are any. */
  shown: number | undefined
  /** Measure word (量词) of a row. */
  unit: string
  /** Further pages load automatically near the end. */
  endless: boolean
  empty: ReactNode
  /** Clears search and filters; given if any are set. */
  onClear?: () => void
  /** Below the last row of all. */
  end?: ReactNode
}

/** Below the rows: empty state, error, number of rows, and a button to load more. */
export function ListFoot<Row>(props: Props<Row>) {
  const { query, shown, empty, onClear } = props
  const retry = () => void query.refetch()
  if (query.isPending) {
    return (
      <p className="visually-hidden" role="status">
        正在加载
      </p>
    )
  }
  if (shown === undefined) return <Failed error={query.error} onRetry={retry} />
  if (shown > 0) return <LoadedFoot {...props} shown={shown} />
  if (!onClear) return empty
  const clear = <Button onClick={onClear}>清除搜索和筛选</Button>
  return <Empty title="没有符合条件的记录" hint="换一个条件，或清除后查看全部。" action={clear} />
}

function LoadedFoot<Row>({ query, shown, unit, endless, end }: Props<Row> & { shown: number }) {
  const paging = pagingOf(query)
  const count = `${formatCount(shown)} ${unit}`
  if (paging?.isFetchNextPageError) {
    return (
      <Line alert text={`后面的记录没有读到，已显示 ${count}。`}>
        <Button size="small" onClick={() => void paging.fetchNextPage()}>
          重试
        </Button>
      </Line>
    )
  }
  const more = paging?.hasNextPage && (
    <Button size="small" loading={paging.isFetchingNextPage} onClick={() => void paging.fetchNextPage()}>
      {endless ? '继续加载' : '显示更多'}
    </Button>
  )
  if (query.isError) {
    return (
      <Line text="更新失败，显示的是之前的内容。">
        <Button size="small" onClick={() => void query.refetch()}>
          重试
        </Button>
        {more}
      </Line>
    )
  }
  if (!paging) return null
  const all = endless ? `已显示全部 ${count}` : `已显示 ${count}，没有更多了`
  return (
    <>
      <Line text={more ? `已显示 ${count}` : all}>{more}</Line>
      {!more && end}
    </>
  )
}

function Line({ text, alert, children }: { text: string; alert?: boolean; children: ReactNode }) {
  return (
    <div className={styles.foot}>
      <span role={alert ? 'alert' : 'status'}>{text}</span>
      {children}
    </div>
  )
}
