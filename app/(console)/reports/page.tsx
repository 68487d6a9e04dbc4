import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { figuresQueryOf, REPORT_ADDRESS } from '@/components/report/report-address'
import { ReportsPage } from '@/components/report/reports-page'
import { reviewReportQuery, stockReportQuery } from '@/lib/features/report/api/figures'
import { requirePageActor } from '@/lib/server/session/require-page-actor'
import { Prefetched } from '../prefetched'

export const metadata: Metadata = { title: '数据统计' }

const addressOf = createLoader(REPORT_ADDRESS)

export default async function Reports({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requirePageActor('report.read')
  const address = await addressOf(searchParams)
  const figures = figuresQueryOf(address)
  return (
    <Prefetched
      load={(client) => [
        address.tab === 'stock'
          ? client.prefetchQuery(stockReportQuery(figures))
          : client.prefetchQuery(reviewReportQuery(figures)),
      ]}
    >
      <ReportsPage />
    </Prefetched>
  )
}
