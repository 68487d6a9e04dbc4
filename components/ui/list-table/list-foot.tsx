import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Empty, Failed } from '../states'
import { type ListQuery, pagingOf } from './list-query'
import styles from './list-table.module.css'

type Props<Row> = {
  query: ListQuery<Row>
  /** How many rows are shown; undefined before there are any. */
  shown: number | undefined
  /** The measure word of a row. */
  unit: string
  /** It reads on by itself as its end comes near. */
  endless: boolean
  empty: ReactNode
  /** Takes search and filters away; given where there are any. */
  onClear?: () => void
  /** Below the last row of all. */
  end?: ReactNode
}

/** What stands below the rows: why there are none, that they failed, how many are shown, how to get more. */
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
  if (shown > 0) return <Shown {...props} shown={shown} />
  if (!onClear) return empty
  const clear = <Button onClick={onClear}>清除搜索和筛选</Button>
  return <Empty title="没有符合条件的记录" hint="换一个条件，或清除后查看全部。" action={clear} />
}

function Shown<Row>({ query, shown, unit, endless, end }: Props<Row> & { shown: number }) {
  const paging = pagingOf(query)
  const count = `${shown.toLocaleString('zh-CN')} ${unit}`
  if (paging?.isFetchNextPageError) {
    return (
      <Line alert words={`后面的记录没有读到，已显示 ${count}。`}>
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
      <Line words="更新失败，显示的是之前的内容。">
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
      <Line words={more ? `已显示 ${count}` : all}>{more}</Line>
      {!more && end}
    </>
  )
}

function Line({ words, alert, children }: { words: string; alert?: boolean; children: ReactNode }) {
  return (
    <div className={styles.foot}>
      <span role={alert ? 'alert' : 'status'}>{words}</span>
      {children}
    </div>
  )
}
