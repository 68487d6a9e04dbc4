import { Panel } from '@/components/desk/panel'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { CHECK_LABELS, type CheckCode } from '@/lib/features/inspection/schema'
import { CheckLines } from './check-lines'
import { FilingCheckState } from './check-state'
import { DuplicateList } from './duplicate-list'
import css from './filing-checks.module.css'

/** Checks whose related filings are listed below, in DuplicateList. */
const LISTED_BELOW: readonly CheckCode[] = ['DUPLICATE', 'SAME_PHOTO']

const OPEN: readonly DeskFiling['status'][] = ['SUBMITTED', 'IN_REVIEW']

/** The automatic checks of a filing, and the registrations that look like it. */
export function CheckList({ filing }: { filing: DeskFiling }) {
  return (
    <Panel title="自动核对" label="自动核对" aside={<FilingCheckState filing={filing} />}>
      <CheckLines checks={filing.checks} labels={CHECK_LABELS} listedElsewhere={LISTED_BELOW} />
      {OPEN.includes(filing.status) ? null : (
        <p className={css.later}>
          编号和照片的查重、照片的读取按现在的登记和照片比对，不是作出决定时看到的结果；其余核对保留提交后的结果。
        </p>
      )}
      <DuplicateList filing={filing} />
    </Panel>
  )
}
