import type { StaffActor } from '@/lib/core/actor'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { renderPaper } from '@/lib/server/pdf/render-paper'
import { getMonthlyReport } from '../queries/monthly'
import { monthlyPaper } from '../rules/monthly-paper'
import type { MonthlyQuery } from '../schema/monthly'

/**
 * The monthly report as PDF; audited once it is rendered.
 * @throws AppError NOT_FOUND for an area outside the officer's own; INVALID for a month that has not begun
 */
export async function printMonthlyReport(
  actor: StaffActor,
  query: MonthlyQuery,
): Promise<{ pdf: Buffer; fileName: string }> {
  const report = await getMonthlyReport(actor, query)
  const paper = monthlyPaper(report)
  const pdf = await renderPaper(paper)
  const { area, month } = report
  await transact((tx) =>
    audit(tx, actor, {
      action: 'report.print',
      subjectType: 'report',
      subjectId: `${area.code}-${month}`,
      districtCode: area.code === WHOLE_COUNTRY ? null : area.code,
      details: { name: area.name, month },
    }),
  )
  return { pdf, fileName: `${paper.fileName}.pdf` }
}
