import { z } from 'zod'
import { changeLines, findChangeNames } from '@/lib/features/change/queries/names'
import { bothNames, consoleHistory, type HistoryEntry, SHOWN_EVENTS } from '../rules/console-history'
import { collectorTextOf } from './collector'
import type { ConsoleReader, ConsoleRow } from './console-row'

/** More events than anybody reads; the audit log has them all. */
const MAX_EVENTS = 200
const details = z.record(z.string(), z.unknown())

/** The history of a machine: filing, older register, changes, pickup and officers' acts. */
export async function historyOf(reader: ConsoleReader, row: ConsoleRow): Promise<HistoryEntry[]> {
  const names = await findChangeNames(reader, row.changes)
  const { filing, pickup } = row
  return consoleHistory({
    filed: filing?.submittedAt
      ? {
          at: filing.submittedAt,
          by: filing.filer.name,
          approvedBy: filing.decisions[0]?.staff.name ?? null,
        }
      : null,
    registered: { at: row.registeredAt, precision: row.registeredPrecision },
    firstNumber: row.numbers[0]?.number ?? row.registrationNumber ?? '',
    collected: pickup?.collectedAt
      ? {
          at: pickup.collectedAt,
          collector: collectorTextOf(row),
          by: pickup.handedOverBy?.name ?? null,
        }
      : null,
    past: row.past,
    changes: row.changes.map((change) => ({
      ...change,
      lines: changeLines(change, names),
      by: bothNames(change.succession?.filedBy.name ?? null, change.decidedBy?.name ?? change.account.name),
    })),
    events: await eventsOf(reader, row.id),
  })
}

async function eventsOf(reader: ConsoleReader, machineId: string) {
  const events = await reader.auditEvent.findMany({
    where: { subjectType: 'machine', subjectId: machineId, action: { in: SHOWN_EVENTS } },
    orderBy: { id: 'desc' },
    take: MAX_EVENTS,
    select: { at: true, action: true, actorId: true, details: true },
  })
  const told = events.map((event) => ({ ...event, details: details.parse(event.details) }))
  const askers = told.map((event) => askerOf(event.details))
  const ids = [...new Set([...events.map(({ actorId }) => actorId), ...askers].filter((id) => id !== null))]
  const staff = await reader.staff.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const nameOf = new Map(staff.map(({ id, name }) => [id, name]))
  const name = (id: string | null) => (id && nameOf.get(id)) || null
  return told.map((event) => ({
    at: event.at,
    action: event.action,
    staffName: bothNames(name(askerOf(event.details)), name(event.actorId)),
    details: event.details,
  }))
}

/** Who asked for an act that a second person confirmed, or null. */
const askerOf = ({ askedBy }: Record<string, unknown>) => (typeof askedBy === 'string' ? askedBy : null)
