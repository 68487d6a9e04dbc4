import { z } from 'zod'
import type { AuditFault, FaultKind } from './schema'
import { FAULT_KINDS } from './schema'

/** The "previous hash" of the first seal of a chain. */
export const CHAIN_START = '0'.repeat(64)

/**
 * A transaction takes 15 seconds at most, and its events are sealed after it: a genuine event is never sealed after one
 * that happened a minute later. The rest of the minute allows for clock differences.
 */
export const CLOCK_SLACK_MICROS = 60_000_000n

/** A seal with its event; `text` and `at` are null when that event is missing. */
export const sealedRow = z.object({
  seq: z.bigint(),
  eventId: z.bigint(),
  hash: z.string(),
  /** The event in its canonical form, with the time of sealing. */
  text: z.string().nullable(),
  /** Microseconds since 1970. */
  at: z.bigint().nullable(),
  sealedAt: z.bigint(),
})
export type SealedRow = z.output<typeof sealedRow>

/** Hash of a link, from the previous hash and the event's text. */
export type LinkHash = (previous: string, text: string) => string

/** A fault with its Chinese sentence. */
export function fault(
  kind: FaultKind,
  where: { seq?: bigint; lastSeq?: bigint; eventId?: bigint } = {},
): AuditFault {
  const { seq, lastSeq, eventId } = where
  const range = lastSeq !== undefined && lastSeq !== seq ? `${seq}–${lastSeq}` : `${seq}`
  const place = [seq === undefined ? null : `封印 ${range}`, eventId === undefined ? null : `记录 ${eventId}`]
  const named = place.filter((part) => part !== null).join('，')
  return {
    kind,
    seq: seq?.toString() ?? null,
    lastSeq: lastSeq?.toString() ?? null,
    eventId: eventId?.toString() ?? null,
    message: named === '' ? FAULT_KINDS[kind] : `${named}：${FAULT_KINDS[kind]}`,
  }
}

/**
 * Walks a chain from its first seal to its last and reports the faults, in constant memory.
 *
 * A link that does not fit has either a changed event or a changed seal. The next link shows which: it was computed from
 * the seal's true hash, which is the stored one if the event was changed and the computed one if the seal was.
 */
export class ChainWalk {
  private next = 1n
  private stored: string | null = CHAIN_START
  private computed: string | null = null
  private suspect: SealedRow | null = null
  private latestAt: bigint | null = null

  constructor(private readonly hashOf: LinkHash) {}

  /** The next seal in order of `seq`. */
  step(row: SealedRow): AuditFault[] {
    const faults: AuditFault[] = []
    if (row.seq < this.next) return [fault('SEAL_DUPLICATED', row)]
    if (row.seq > this.next) {
      faults.push(...this.settle('EVENT_CHANGED'))
      faults.push(fault('SEAL_MISSING', { seq: this.next, lastSeq: row.seq - 1n }))
      this.stored = null
    }
    faults.push(...this.check(row))
    this.next = row.seq + 1n
    this.stored = row.hash
    return faults
  }

  /** After the last seal. */
  end(): AuditFault[] {
    return this.settle('EVENT_CHANGED')
  }

  private check(row: SealedRow): AuditFault[] {
    const { text } = row
    if (text === null) {
      const faults = [...this.settle('EVENT_CHANGED'), fault('EVENT_MISSING', row)]
      this.computed = null
      return faults
    }
    if (this.stored === null) {
      this.computed = null
      return [fault('SEAL_UNPROVEN', row)]
    }
    const expected = this.hashOf(this.stored, text)
    if (expected === row.hash) return [...this.settle('EVENT_CHANGED'), ...this.times(row)]
    if (this.suspect && this.computed !== null && this.hashOf(this.computed, text) === row.hash) {
      return [...this.settle('SEAL_CHANGED'), ...this.times(row)]
    }
    const faults = this.settle('EVENT_CHANGED')
    this.suspect = row
    this.computed = expected
    return faults
  }

  private settle(kind: FaultKind): AuditFault[] {
    const { suspect } = this
    this.suspect = null
    return suspect ? [fault(kind, { seq: suspect.seq, eventId: suspect.eventId })] : []
  }

  /** Only verified events set `latestAt`, so that one forged date does not make all later ones look backdated. */
  private times(row: SealedRow): AuditFault[] {
    if (row.at === null) return []
    if (row.at > row.sealedAt + CLOCK_SLACK_MICROS) return [fault('EVENT_POSTDATED', row)]
    if (this.latestAt !== null && row.at < this.latestAt - CLOCK_SLACK_MICROS)
      return [fault('EVENT_BACKDATED', row)]
    if (this.latestAt === null || row.at > this.latestAt) this.latestAt = row.at
    return []
  }
}
