'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { useActor } from '@/components/shell/actor-context'
import { Chart } from '@/components/ui/chart'
import { roleMay } from '@/lib/core/access'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { formatCount } from '@/lib/core/format-count'
import { formatHours, formatShare, monthName } from '@/lib/features/report/rules/words'
import type { ReviewReport } from '@/lib/features/report/schema/reports'
import { DeciderTable } from './decider-table'
import { Figure } from './figure'
import { MonthTable } from './month-table'
import styles from './report.module.css'
import { YearBefore } from './year-before'

/** Filings that the bureaus of an area received and decided, and those waiting now. */
export function ReviewFigures({ report }: { report: ReviewReport }) {
  const { area, received, decisions, byBureau, byReviewer } = report
  const decided = decisions.approved + decisions.returned + decisions.declined
  return (
    <>
      <Now report={report} />
      <dl className={styles.numbers}>
        <Total name="收到" count={received.first + received.again} unit="件">
          其中重新提交 {formatCount(received.again)}，<YearBefore months={report.byMonth} unit="件" />
        </Total>
        <Total name="办结" count={decided} unit="件">
          通过 {formatCount(decisions.approved)}，退回 {formatCount(decisions.returned)}，不予登记{' '}
          {formatCount(decisions.declined)}
        </Total>
        <div>
          <dt>退回率</dt>
          <dd>{formatShare(decisions.returned, decided)}</dd>
        </div>
        <div>
          <dt>办理用时中位数</dt>
          <dd>{formatHours(decisions.medianHours)}</dd>
        </div>
      </dl>
      <div className={styles.grid}>
        <Months report={report} />
        <Figure
          title="办结与时限"
          head="办结时间"
          unit="件数"
          total={decided}
          parts={[
            { key: 'BEFORE', name: '提前', count: decisions.before },
            { key: 'ON', name: '到期当日', count: decisions.on },
            { key: 'OVER', name: '超期', count: decisions.over },
          ]}
        />
        <Figure
          title="退回原因"
          head="原因"
          unit="次数"
          parts={report.reasons.map(({ code, ...reason }) => ({ key: code, ...reason }))}
        />
      </div>
      <DeciderTable title={`${area.name}各机构`} deciders={byBureau} />
      {byReviewer.length > 0 && <DeciderTable title="各审核人员" deciders={byReviewer} />}
    </>
  )
}

type TotalProps = { name: string; count: number; unit: string; children: React.ReactNode }

function Total({ name, count, unit, children }: TotalProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {formatCount(count)} {unit}
      </dd>
      <dd className={styles.quiet}>{children}</dd>
    </div>
  )
}

/** Current backlog; the counts link to their lists. */
function Now({ report: { area, now } }: { report: ReviewReport }) {
  const { role } = useActor()
  const district = area.code === WHOLE_COUNTRY ? '' : `?district=${area.code}`
  const items = [
    {
      name: '现在待审核和审核中',
      count: now.waiting,
      href: `/queues/pending${district}`,
      action: 'filing.read',
    },
    { name: '其中已超期', count: now.overdue, href: `/queues/overdue${district}`, action: 'filing.read' },
    { name: '等待领取', count: now.toCollect, href: '/counter/waiting', action: 'pickup.read' },
  ] as const
  return (
    <dl className={styles.numbers}>
      {items.map(({ name, count, href, action }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {roleMay(role, action) && count > 0 ? (
              <Link href={href} prefetch={false}>
                {formatCount(count)}
              </Link>
            ) : (
              formatCount(count)
            )}{' '}
            件
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Months({ report: { byMonth } }: { report: ReviewReport }) {
  const data = useMemo(
    () => ({
      kind: 'lines' as const,
      names: byMonth.map(({ month }) => monthName(month)),
      series: [
        { name: '收到', values: byMonth.map(({ received }) => received) },
        { name: '通过', values: byMonth.map(({ approved }) => approved) },
        { name: '退回', values: byMonth.map(({ returned }) => returned) },
        { name: '超期办结', values: byMonth.map(({ over }) => over) },
      ],
    }),
    [byMonth],
  )
  return (
    <section className={styles.wide} aria-labelledby="report-months">
      <h2 id="report-months">按月份</h2>
      <div className={`${styles.pair} ${styles.months}`}>
        <Chart label="按月份收到和办结图，数字见右侧表格" data={data} height={232} />
        <MonthTable months={byMonth} />
      </div>
    </section>
  )
}
