import { Panel } from '@/components/desk/panel'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { CHECK_LABELS, type CheckCode } from '@/lib/features/inspection/schema'
import { CheckLines } from './check-lines'
import { FilingCheckState } from './check-state'
import { DuplicateList } from './duplicate-list'

/** Checks whose related filings are listed below, in DuplicateList. */
const LISTED_BELOW: readonly CheckCode[] = ['DUPLICATE', 'SAME_PHOTO']

/** The automatic checks of a filing, and the registrations that look like it. */
export function CheckList({ filing }: { filing: DeskFiling }) {
  return (
    <Panel title="自动核对" label="自动核对" aside={<FilingCheckState filing={filing} />}>
      <CheckLines checks={filing.checks} labels={CHECK_LABELS} listedElsewhere={LISTED_BELOW} />
      <DuplicateList filing={filing} />
    </Panel>
  )
}
