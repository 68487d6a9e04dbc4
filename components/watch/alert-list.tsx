'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import Link from 'next/link'
import { useActor } from '@/components/shell/actor-context'
import { Empty, Failed, Loading } from '@/components/ui/states'
import { chinaMinute } from '@/lib/core/clock'
import { addWatches, alertsQuery, watchesChanged, watchesQuery } from '@/lib/features/watch/api'
import { WATCH_KINDS } from '@/lib/features/watch/schema'
import { AlertRow } from './alert-row'
import styles from './watch.module.css'

/** Alerts have thresholds: a single overdue filing is none. */
const NONE = '没有达到提醒标准的事项（标准由管理员在“规则”中设定）'

/** Number of alerts shown on the workbench. */
const ON_WORKBENCH = 5

/** Alerts at the top of the workbench; an officer without watches is offered all four kinds. */
export function WorkbenchAlerts() {
  const watches = useQuery(watchesQuery())
  const { data, error, refetch } = useQuery(alertsQuery())
  if (watches.data?.data.length === 0) return <Offer />
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  const count = data?.total ?? 0
  return (
    <section className={styles.section} aria-labelledby="alerts-title">
      <h2 id="alerts-title" className={styles.title}>
        提醒{count > 0 && ` ${count} 条`}
        <Link href="/watch" prefetch={false} className={styles.more}>
          {count > ON_WORKBENCH ? '查看全部' : '管理提醒'}
        </Link>
      </h2>
      {!data && <p className={styles.quiet}>正在加载…</p>}
      {data && count === 0 && <p className={styles.quiet}>{noneText(data.checkedAt)}</p>}
      {data && count > 0 && (
        <ul className={styles.alerts}>
          {data.data.slice(0, ON_WORKBENCH).map((alert) => (
            <AlertRow key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** All alerts, or those put aside. */
export function AlertList({ aside }: { aside: boolean }) {
  const { data, error, refetch } = useQuery(alertsQuery(aside))
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.total === 0) {
    const title = aside ? '没有暂不提醒的事项' : data.checkedAt ? NONE : '尚未检查'
    return <Empty title={title} hint={checkText(data.checkedAt)} />
  }
  return (
    <>
      <ul className={styles.alerts}>
        {data.data.map((alert) => (
          <AlertRow key={alert.id} alert={alert} />
        ))}
      </ul>
      <p className={styles.quiet}>{checkText(data.checkedAt)}</p>
      {data.total > data.data.length && (
        <p className={styles.quiet}>
          共 {data.total} 条，先显示最急的 {data.data.length} 条
        </p>
      )}
    </>
  )
}

/** Nothing was found yet where nobody has looked since the alerts were switched on. */
function noneText(checkedAt: string | null): string {
  return checkedAt ? `${NONE}，${checkText(checkedAt)}` : `尚未检查，${checkText(null)}`
}

function checkText(checkedAt: string | null): string {
  if (!checkedAt) return '开启后 5 分钟左右完成第一次检查'
  return `上次检查：${chinaMinute(new Date(checkedAt))}，每 5 分钟检查一次`
}

/** Watches all four kinds in the officer's area with one click. */
export function Offer() {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { bureauName } = useActor()
  const start = useMutation({
    mutationFn: () => addWatches([...WATCH_KINDS]),
    onSuccess: () => watchesChanged(client),
    onError: (error) => void message.error(error.message),
  })
  return (
    <section className={styles.offer} aria-label="开启提醒">
      <div>
        <strong>还没有开启提醒</strong>
        <p className={styles.quiet}>
          开启后，{bureauName}辖区内登记超期、审核异常、号段将用完、照片重复使用时，会在工作台提醒您。
        </p>
      </div>
      <Button type="primary" loading={start.isPending} onClick={() => start.mutate()}>
        开启全部提醒
      </Button>
    </section>
  )
}
