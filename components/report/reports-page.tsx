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
import { ReviewFigures } from './review-figures'
import { StockFigures } from './stock-figures'
import { type ReportAddress, type ReportTab, useReportAddress } from './use-report-address'

/** An area in figures: what stands registered there, how its bureaus work. */
export function ReportsPage() {
  const { tab, asked, write } = useReportAddress()
  const { areaCode, from, to } = asked
  // One object as long as nothing in the address changes.
  const address = useMemo(
    () => ({ tab, asked: { areaCode, from, to }, write }),
    [tab, areaCode, from, to, write],
  )
  return tab === 'stock' ? <Stock address={address} /> : <Review address={address} />
}

function Stock({ address }: { address: ReportAddress }) {
  const query = useQuery(stockReportQuery(address.asked))
  return (
    <Frame address={address} query={query}>
      {query.data && <StockFigures report={query.data} address={address} />}
    </Frame>
  )
}

function Review({ address }: { address: ReportAddress }) {
  const query = useQuery(reviewReportQuery(address.asked))
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

/** The head of both: which area, which months, the paper of a month. */
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
                // What was just chosen counts before its figures come.
                from={address.asked.from ?? data.from}
                to={address.asked.to ?? data.to}
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
