import { auditHmac } from '@/lib/server/secrets/secrets'
import type { Place } from './writer'

/** All of an event but its id, which the seal binds. */
export type SignedEvent = Place & {
  /** Microseconds since 1970. */
  at: bigint
  actorKind: string
  actorId: string | null
  action: string
  subjectType: string
  subjectId: string
  districtCode: string | null
  details: unknown
  requestId: string | null
  address: string | null
}

const VERSION = 'event-1'

/** The MAC of an event: 43 characters. Whoever has the database and not SECRET_KEY cannot make it. */
export function eventMac(event: SignedEvent): string {
  const parts = [
    VERSION,
    event.writer,
    event.position,
    event.skipped,
    event.at.toString(),
    event.actorKind,
    event.actorId,
    event.action,
    event.subjectType,
    event.subjectId,
    event.districtCode,
    ordered(event.details),
    event.requestId,
    event.address,
  ]
  return auditHmac('audit-event', JSON.stringify(parts), 'base64url')
}

/** With the keys of objects in order: jsonb does not preserve the order they were written in. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, ordered(part)]),
  )
}
