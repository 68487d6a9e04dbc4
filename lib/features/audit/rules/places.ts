import type { AuditFault, AuditNote } from '../schema'
import { CLOCK_SLACK_MICROS } from './chain-walk'
import { fault, note } from './fault'

/** A genuine event and its place among what its process wrote (lib/server/audit/writer.ts). */
export type PlacedEvent = {
  seq?: bigint
  eventId: bigint
  /** Microseconds since 1970. */
  at: bigint
  writer: string
  position: number
  skipped: readonly number[]
}

type Gap = { eventId: bigint; at: bigint }
type Seen = {
  next: number
  lastAt: bigint
  /** Places not seen yet, each with the first event after it. */
  missing: Map<number, Gap>
  /** Places that the process said stay empty. One whose COMMIT was not answered may be there all the same, once. */
  skipped: Set<number>
}

/**
 * Follows the places of each process: every one must be there once, or be said to be empty by a later event. In memory that
 * grows with processes and gaps, not with events.
 */
export class PlaceWalk {
  private readonly writers = new Map<string, Seen>()

  /** The next genuine event, in any order. @returns the fault of one that stands twice */
  step(event: PlacedEvent): AuditFault[] {
    const { writer, position, at } = event
    const seen = this.seenOf(writer)
    if (at > seen.lastAt) seen.lastAt = at
    const repeated = this.take(seen, event)
    for (const place of event.skipped) {
      seen.skipped.add(place)
      seen.missing.delete(place)
    }
    return repeated
      ? [fault('EVENT_REPEATED', { ...event, what: `与进程 ${writer} 的第 ${position} 条重复` })]
      : []
  }

  /**
   * What is missing after all events. A gap is a fault once its process wrote on for a minute without explaining it; where the
   * process ended within that minute, it may have been stopped in the middle of a transaction.
   * @param now microseconds since 1970
   */
  end(now: bigint): (AuditFault | AuditNote)[] {
    return [...this.writers].flatMap(([writer, { missing, lastAt }]) =>
      rangesOf(missing).flatMap(({ first, last, gap }): (AuditFault | AuditNote)[] => {
        const what = `此前缺少 ${last - first + 1} 条（进程 ${writer} 的第 ${first === last ? first : `${first}–${last}`} 条）`
        const where = { eventId: gap.eventId }
        if (lastAt - gap.at > CLOCK_SLACK_MICROS) return [fault('PLACES_MISSING', { ...where, what })]
        if (now - gap.at <= CLOCK_SLACK_MICROS) return []
        return [
          note('PLACES_UNTOLD', { ...where, what: `${what}，该进程随后没有再写，不能断定是中断还是被删` }),
        ]
      }),
    )
  }

  private seenOf(writer: string): Seen {
    const known = this.writers.get(writer)
    if (known) return known
    const made = { next: 1, lastAt: 0n, missing: new Map(), skipped: new Set<number>() }
    this.writers.set(writer, made)
    return made
  }

  /** @returns whether the place was taken before */
  private take(seen: Seen, { position, at, eventId }: PlacedEvent): boolean {
    if (position >= seen.next) {
      for (let place = seen.next; place < position; place++) seen.missing.set(place, { at, eventId })
      seen.next = position + 1
      return false
    }
    return !(seen.missing.delete(position) || seen.skipped.delete(position))
  }
}

type Range = { first: number; last: number; gap: Gap }

/** Neighbouring places as one. */
function rangesOf(missing: ReadonlyMap<number, Gap>): Range[] {
  const ranges: Range[] = []
  for (const place of [...missing.keys()].sort((a, b) => a - b)) {
    const gap = missing.get(place)
    const open = ranges.at(-1)
    if (!gap) continue
    if (open && open.last === place - 1 && open.gap.eventId === gap.eventId) open.last = place
    else ranges.push({ first: place, last: place, gap })
  }
  return ranges
}
