import type { Metadata } from 'next'
import { ReportsPage } from '@/components/report/reports-page'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '数据统计' }

export default async function Reports() {
  await requirePageActor('report.read')
  return <ReportsPage />
}
