'use client'

import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { parseAsBoolean, useQueryState } from 'nuqs'
import { PageHeader } from '@/components/ui/page-header'
import { Failed, Loading } from '@/components/ui/states'
import { watchesQuery } from '@/lib/features/watch/api'
import { AlertList, Offer } from './alert-list'
import { Subscriptions } from './subscriptions'
import styles from './watch.module.css'

/** 提醒: the watches of the officer, and the current alerts. */
export function WatchPage() {
  const { data, error, refetch } = useQuery(watchesQuery())
  const [aside, setAside] = useQueryState('aside', parseAsBoolean.withDefault(false))
  return (
    <>
      <PageHeader title="提醒" hint="每 5 分钟检查一次，情况消失后自动结束" />
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && (
        <>
          {data.data.length === 0 && <Offer />}
          <section className={styles.section} aria-labelledby="watch-switches">
            <h2 id="watch-switches" className={styles.title}>
              我关注的
            </h2>
            <Subscriptions watches={data.data} />
          </section>
          {data.data.length > 0 && (
            <section className={styles.section} aria-labelledby="watch-alerts">
              <h2 id="watch-alerts" className={styles.title}>
                需要处理
                <Segmented
                  size="small"
                  aria-label="显示哪些提醒"
                  value={aside}
                  onChange={(value) => void setAside(value || null)}
                  options={[
                    { value: false, label: '当前提醒' },
                    { value: true, label: '暂不提醒的' },
                  ]}
                />
              </h2>
              <AlertList aside={aside} />
            </section>
          )}
        </>
      )}
    </>
  )
}
