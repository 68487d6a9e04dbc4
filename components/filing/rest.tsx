import type { ReactNode } from 'react'
import { FIELDS } from '@/lib/features/content/schema/fields'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import css from './resubmission.module.css'

/** What did not change since the last review: folded, with the number of fields in doubt within. */
export function Rest({
  folded,
  filing,
  children,
}: {
  folded: boolean
  filing: Pick<DeskFiling, 'checks'>
  children: ReactNode
}) {
  if (!folded) return children
  const doubted = new Set(
    filing.checks.filter(({ result }) => result === 'DOUBT').flatMap(({ paths }) => paths),
  )
  const count = FIELDS.filter(({ path }) => doubted.has(path)).length
  return (
    <details className={css.rest}>
      <summary>机主和全部填写内容{count > 0 ? `（其中 ${count} 项有疑点）` : ''}</summary>
      <div className={css.restBody}>{children}</div>
    </details>
  )
}
