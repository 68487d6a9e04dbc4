'use client'

import { BoxedCharacters, boxedCharacters } from '@/components/document/boxed'
import css from '@/components/document/paper.module.css'
import { PaperView } from '@/components/document/paper-view'
import { UnprintableNote } from '@/components/document/unprintable-note'
import type { FlowPaper } from '@/lib/core/paper'
import type { UnprintableText } from '@/lib/features/document/schema'
import { monthlyReportUrl } from '@/lib/features/report/api/monthly'
import type { MonthlyQuery } from '@/lib/features/report/schema/monthly'

type Props = { paper: FlowPaper; query: MonthlyQuery; unprintable: UnprintableText[] }

/** A monthly report on the screen, to be printed or downloaded as PDF. */
export function MonthlyPrintPage({ paper, query, unprintable }: Props) {
  return (
    <>
      <div className={css.bar}>
        <strong>{paper.title}</strong>
        <span>A4 纵向</span>
        <a href={monthlyReportUrl(query)} target="_blank" rel="noreferrer">
          下载 PDF
        </a>
        <button type="button" onClick={() => window.print()}>
          打印
        </button>
        <UnprintableNote found={unprintable} />
      </div>
      <main className={css.desk}>
        <BoxedCharacters value={boxedCharacters(unprintable)}>
          <PaperView paper={paper} />
        </BoxedCharacters>
      </main>
    </>
  )
}
