'use client'

import css from '@/components/document/paper.module.css'
import { PaperView } from '@/components/document/paper-view'
import type { FlowPaper } from '@/lib/core/paper'
import { monthlyReportUrl } from '@/lib/features/report/api/monthly'
import type { MonthlyQuery } from '@/lib/features/report/schema/monthly'

/** A monthly report on the screen, with the two ways to paper. */
export function MonthlyPrintPage({ paper, asked }: { paper: FlowPaper; asked: MonthlyQuery }) {
  return (
    <>
      <div className={css.bar}>
        <strong>{paper.title}</strong>
        <span>A4 纵向</span>
        <a href={monthlyReportUrl(asked)} target="_blank" rel="noreferrer">
          下载 PDF
        </a>
        <button type="button" onClick={() => window.print()}>
          打印
        </button>
      </div>
      <main className={css.desk}>
        <PaperView paper={paper} />
      </main>
    </>
  )
}
