import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MonthlyPrintPage } from '@/components/report/monthly-print-page'
import { AppError } from '@/lib/core/app-error'
import { unprintableIn } from '@/lib/features/document/queries/unprintable'
import { getMonthlyReport } from '@/lib/features/report/queries/monthly'
import { monthlyPaper } from '@/lib/features/report/rules/monthly-paper'
import { monthlyQuery } from '@/lib/features/report/schema/monthly'
import { requirePageActor } from '@/lib/server/session/require-page-actor'

export const metadata: Metadata = { title: '登记月报' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** The monthly report for printing by the browser: the same document as the PDF. */
export default async function MonthlyReportPage({ searchParams }: Props) {
  const actor = await requirePageActor('report.read')
  const parsed = monthlyQuery.safeParse(await searchParams)
  if (!parsed.success) notFound()
  const report = await getMonthlyReport(actor, parsed.data).catch((error: unknown) => {
    if (error instanceof AppError && error.status < 500) notFound()
    throw error
  })
  const paper = monthlyPaper(report)
  return <MonthlyPrintPage paper={paper} query={parsed.data} unprintable={unprintableIn(paper)} />
}
