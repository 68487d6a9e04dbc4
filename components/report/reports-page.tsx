'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { Tabs } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { Failed, Loading } from '@/components/ui/states'
import { reviewReportQuery, stockReportQuery } from '@/lib/features/report/api/figures'
import type { ReviewReport, StockReport } from '@/lib/features/report/schema/reports'
import { AreaPath } from './area-path'
import { MonthlyLink } from './monthly-link'
import { Period } from './period'
import styles from './report.module.css'
import type { ReportTab } from './report-address'
import { ReviewFigures } from './review-figures'
import { StockFigures } from './stock-figures'
import { type ReportAddress, useReportAddress } from './use-report-address'

/** 数据统计 of an area: its registered machines, and the work of its bureaus. */
export function ReportsPage() {
  const { tab, filter, write } = useReportAddress()
  const { areaCode, from, to } = filter
  // The same object as long as the URL does not change.
  const address = useMemo(
    () => ({ tab, filter: { areaCode, from, to }, write }),
    [tab, areaCode, from, to, write],
  )
  return tab === 'stock' ? <Stock address={address} /> : <Review address={address} />
}

function Stock({ address }: { address: ReportAddress }) {
  const query = useQuery(stockReportQuery(address.filter))
  return (
    <Frame address={address} query={query}>
      {query.data && <StockFigures report={query.data} address={address} />}
    </Frame>
  )
}

function Review({ address }: { address: ReportAddress }) {
  const query = useQuery(reviewReportQuery(address.filter))
  return (
    <Frame address={address} query={query}>
      {query.data && <ReviewFigures report={query.data} />}
    </Frame>
  )
}

type FrameProps = {
  address: ReportAddress
  query: UseQueryResult<StockReport> | UseQueryResult<ReviewReport>
  children: ReactNode
}

/** Header of both tabs: area, months, monthly report. */
function Frame({ address, query: { data, error, refetch, isPlaceholderData }, children }: FrameProps) {
  return (
    <>
      <PageHeader
        title="数据统计"
        hint={data && <AreaPath area={data.area} address={address} />}
        actions={
          data && (
            <>
              <Period
                // Shows a new choice before its figures are loaded.
                from={address.filter.from ?? data.from}
                to={address.filter.to ?? data.to}
                write={address.write}
              />
              <MonthlyLink area={data.area.code} month={data.to} />
            </>
          )
        }
      />
      <Tabs
        className={styles.tabs}
        activeKey={address.tab}
        onChange={(tab) => void address.write({ tab: tab as ReportTab })}
        items={[
          { key: 'stock', label: '机械保有量' },
          { key: 'review', label: '审核办理' },
        ]}
      />
      {error && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <div className={isPlaceholderData ? styles.outdated : undefined} aria-busy={isPlaceholderData}>
          {children}
        </div>
      ) : (
        <Loading />
      )}
    </>
  )
}
