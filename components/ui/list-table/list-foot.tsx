import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import styles from '@/components/machine/search/search.module.css'

type Props = {
  query: Pick<
    UseInfiniteQueryResult,
    'isPending' | 'isFetchNextPageError' | 'isFetchingNextPage' | 'hasNextPage' | 'fetchNextPage'
  >
  shown: number
}

/** Below the last row: that more is coming, that it failed, or that this is all. */
export function ResultFoot({ query, shown }: Props) {
  if (query.isPending) {
    return (
      <p className="visually-hidden" role="status">
        正在加载
      </p>
    )
  }
  if (query.isFetchNextPageError) {
    return (
      <div className={styles.foot} role="alert">
        后面的记录没有读到，已显示 {shown.toLocaleString('zh-CN')} 台。
        <Button size="small" onClick={() => void query.fetchNextPage()}>
          重试
        </Button>
      </div>
    )
  }
  if (!query.hasNextPage)
    return <div className={styles.foot}>已显示全部 {shown.toLocaleString('zh-CN')} 台</div>
  return (
    <div className={styles.foot}>
      已显示 {shown.toLocaleString('zh-CN')} 台
      <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        继续加载
      </Button>
    </div>
  )
}
