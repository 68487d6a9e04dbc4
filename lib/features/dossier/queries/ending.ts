import { z } from 'zod'
import { bothNames } from '../rules/console-history'
import type { ConsoleMachine } from '../schema/console'
import type { ConsoleReader, ConsoleRow } from './console-row'

const detailsOfRevocation = z.object({
  reason: z.string().nullable().catch(null),
  askedBy: z.string().nullable().catch(null),
})
const UNKNOWN = { at: null, by: null, reason: null }

/** When, by whom and why the registration ended; what an older register does not say is null. */
export async function endingOf(reader: ConsoleReader, row: ConsoleRow): Promise<ConsoleMachine['ending']> {
  if (row.status === 'ACTIVE') return null
  return row.status === 'REVOKED' ? revocationOf(reader, row.id) : cancellationOf(row)
}

async function revocationOf(reader: ConsoleReader, machineId: string) {
  const event = await reader.auditEvent.findFirst({
    where: { subjectType: 'machine', subjectId: machineId, action: 'machine.revoke' },
    orderBy: { id: 'desc' },
    select: { at: true, actorId: true, details: true },
  })
  if (!event) return UNKNOWN
  const { reason, askedBy } = detailsOfRevocation.parse(event.details)
  const ids = [event.actorId, askedBy].filter((id) => id !== null)
  const staff = await reader.staff.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const nameOf = (id: string | null) => staff.find((each) => each.id === id)?.name ?? null
  return { at: event.at.toISOString(), by: bothNames(nameOf(askedBy), nameOf(event.actorId)), reason }
}

function cancellationOf({ changes }: ConsoleRow) {
  const change = changes.findLast(({ type, status }) => type === 'CANCELLATION' && status === 'DONE')
  if (!change) return UNKNOWN
  const { decidedAt, decidedBy, reason } = change
  return { at: decidedAt?.toISOString() ?? null, by: decidedBy?.name ?? null, reason }
}
