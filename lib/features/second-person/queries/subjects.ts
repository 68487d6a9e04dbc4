import type { StaffRole } from '@/lib/core/actor'
import type { Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { ACT_PAYLOADS, ACTS, type ActPayload } from '../schema'

type Asked = Pick<Prisma.PendingActGetPayload<object>, 'kind' | 'subjectId' | 'subjectVersion' | 'payload'>
type Reader = Pick<Tx, 'machine' | 'numberSeries' | 'staff' | 'identityDispute'>

/** Those of the acts whose subject is no longer what the asker saw, or is gone. */
export async function changedActs<A extends Asked>(reader: Reader, acts: readonly A[]): Promise<Set<A>> {
  const idsOf = (subject: (typeof ACTS)[Asked['kind']]['subject']) =>
    acts.filter(({ kind }) => ACTS[kind].subject === subject).map(({ subjectId }) => subjectId)
  const ids = { machine: idsOf('machine'), series: idsOf('series'), staff: idsOf('staff') }
  const now = new Map<string, string>()
  if (ids.machine.length > 0) {
    const machines = await reader.machine.findMany({
      where: { id: { in: ids.machine } },
      select: { id: true, version: true },
    })
    for (const { id, version } of machines) now.set(id, String(version))
  }
  if (ids.series.length > 0) {
    const rows = await reader.numberSeries.findMany({ where: { id: { in: ids.series } } })
    for (const row of rows) now.set(row.id, seriesState(row))
  }
  if (ids.staff.length > 0) {
    const people = await reader.staff.findMany({ where: { id: { in: ids.staff } } })
    for (const person of people)
      now.set(person.id, person.disabledAt ? staffState(staffSeen(person)) : postState(person))
  }
  for (const { id, status, holder } of await disputesOf(reader, idsOf('dispute')))
    now.set(id, disputeState(status, { machines: holder._count.machines, filings: holder._count.owned }))
  return new Set(acts.filter((act) => now.get(act.subjectId) !== seenState(act)))
}

function seenState({ kind, subjectVersion, payload }: Asked): string {
  if (kind === 'ENABLE_STAFF') return staffState(ACT_PAYLOADS.ENABLE_STAFF.parse(payload))
  if (kind === 'DISABLE_STAFF') return postState(ACT_PAYLOADS.DISABLE_STAFF.parse(payload))
  if (kind === 'UPHOLD_DISPUTE') return disputeState('OPEN', ACT_PAYLOADS.UPHOLD_DISPUTE.parse(payload))
  if (kind !== 'DELETE_SERIES') return String(subjectVersion)
  const seen = ACT_PAYLOADS.DELETE_SERIES.parse(payload)
  return seriesState({ ...seen, nextSerial: seen.firstSerial })
}

type SeriesState = { prefix: string; firstSerial: number; lastSerial: number; nextSerial: number }

/** A series is deleted only with the bounds that were seen, and while no number of it was issued. */
function seriesState({ prefix, firstSerial, lastSerial, nextSerial }: SeriesState): string {
  return [prefix, firstSerial, lastSerial, nextSerial].join('/')
}

type Person = { role: StaffRole; bureauId: string; passwordChangedAt: Date }

/** What the second person agrees to: the person with this role, in this bureau, with this password. */
export function staffSeen({ role, bureauId, passwordChangedAt }: Person): ActPayload<'ENABLE_STAFF'> {
  return { role, bureauId, passwordChangedAt: passwordChangedAt.toISOString() }
}

const staffState = ({ role, bureauId, passwordChangedAt }: ActPayload<'ENABLE_STAFF'>): string =>
  [role, bureauId, passwordChangedAt].join('/')

/** Of an account that works: what is to be disabled is the person in this role and bureau. */
const postState = ({ role, bureauId }: Pick<Person, 'role' | 'bureauId'>): string =>
  `works/${role}/${bureauId}`

/** With what would go along with the number. */
async function disputesOf(reader: Reader, ids: string[]) {
  if (ids.length === 0) return []
  const filed = { status: { not: 'DRAFT' as const } }
  return reader.identityDispute.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      status: true,
      holder: { select: { _count: { select: { machines: true, owned: { where: filed } } } } },
    },
  })
}

/** Upheld while it is open, and with as much as was seen. */
const disputeState = (status: string, { machines, filings }: ActPayload<'UPHOLD_DISPUTE'>): string =>
  [status, machines, filings].join('/')
