import Link from 'next/link'
import { useMay } from '@/components/shell/actor-context'
import { Unbroken } from '@/components/ui/unbroken'
import type { StaffAction } from '@/lib/core/access'
import type { AuditEventView } from '@/lib/features/audit/schema'
import { subjectLabel } from './event-words'

type Target = { action: StaffAction; href: (id: string) => string }

/** Where the subject of an event is shown, and who may open it. */
const TARGETS: Record<string, Target> = {
  bureau: { action: 'bureau.manage', href: () => '/admin/bureaus' },
  'catalogue-import': { action: 'catalogue.manage', href: (id) => `/admin/catalogue/imports/${id}` },
  change: { action: 'change.read', href: (id) => `/changes/${id}` },
  filing: { action: 'filing.read', href: (id) => `/filings/${id}` },
  list: { action: 'setting.manage', href: () => '/admin/lists' },
  machine: { action: 'machine.read', href: (id) => `/machines/${id}` },
  report: { action: 'report.read', href: () => '/reports' },
  series: { action: 'series.read', href: () => '/admin/series' },
  setting: { action: 'setting.manage', href: () => '/admin/rules' },
  staff: { action: 'staff.manage', href: () => '/admin/staff' },
}
/** Shown under their own name only while they exist in the officer's area: a link would lead nowhere. */
const BY_NAME: readonly string[] = ['catalogue-import', 'change', 'filing', 'machine']

/** The subject of an event; a link where the officer may open it. */
export function SubjectLink({ event }: { event: AuditEventView }) {
  const may = useMay()
  const { subjectType, subjectId, names } = event
  const target = TARGETS[subjectType]
  const label = <Unbroken text={subjectLabel(event)} />
  const exists = !BY_NAME.includes(subjectType) || names[subjectId] !== undefined
  if (!target || !exists || !may(target.action)) return label
  return (
    <Link href={target.href(subjectId)} prefetch={false}>
      {label}
    </Link>
  )
}
