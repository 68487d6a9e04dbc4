import { z } from 'zod'
import type { AuditFault, AuditNote, FaultKind } from '../schema'
import { fault, note } from './fault'

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
  private run: SealingRun | null = null
  /** Whether the last seal given was proven, and its event with it. */
  proven = false

  constructor(private readonly hashOf: LinkHash) {}

  /**
   * The next seal in order of `seq`.
   * @param kind of its event: OLD from before there were MACs, LOADED if it tells of times before
   */
  step(row: SealedRow, kind: EventKind = 'SIGNED'): (AuditFault | AuditNote)[] {
    const faults: (AuditFault | AuditNote)[] = []
    this.proven = false
    if (row.seq < this.next) return [fault('SEAL_DUPLICATED', row)]
    if (row.seq > this.next) {
      faults.push(...this.settle('EVENT_CHANGED'))
      faults.push(fault('SEAL_MISSING', { seq: this.next, lastSeq: row.seq - 1n }))
      this.stored = null
    }
    faults.push(...this.check(row), ...(this.proven ? this.times(row, kind) : []))
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
    if (expected === row.hash) {
      this.proven = true
      return this.settle('EVENT_CHANGED')
    }
    if (this.suspect && this.computed !== null && this.hashOf(this.computed, text) === row.hash) {
      this.proven = true
      return this.settle('SEAL_CHANGED')
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
  private times(row: SealedRow, kind: EventKind): (AuditFault | AuditNote)[] {
    if (row.at === null || kind === 'LOADED') return []
    if (row.at > row.sealedAt + CLOCK_SLACK_MICROS) return [fault('EVENT_POSTDATED', row)]
    if (this.latestAt !== null && row.at < this.latestAt - CLOCK_SLACK_MICROS)
      return [fault('EVENT_BACKDATED', row)]
    if (this.latestAt === null || row.at > this.latestAt) this.latestAt = row.at
    return kind === 'SIGNED' ? this.lateness({ ...row, at: row.at }) : []
  }

  /**
   * An event is sealed a second after it was written. Later than a minute it was held back, if others were sealed meanwhile or
   * the registry wrote on without sealing; otherwise the registry stood still.
   */
  private lateness(row: SealedRow & { at: bigint }): (AuditFault | AuditNote)[] {
    if (row.sealedAt !== this.run?.at)
      this.run = { at: row.sealedAt, before: this.run?.at ?? null, firstLate: null }
    const { run } = this
    if (row.sealedAt - row.at <= CLOCK_SLACK_MICROS) return []
    if (run.before !== null && run.before > row.at + CLOCK_SLACK_MICROS) return [fault('EVENT_LATE', row)]
    if (run.firstLate !== null && row.at > run.firstLate + CLOCK_SLACK_MICROS)
      return [fault('EVENT_LATE', row)]
    if (run.firstLate !== null) return []
    run.firstLate = row.at
    return [note('SEALING_PAUSED', row)]
  }
}

/** Seals with one time were made by one run of the sealer. `before`: the time of the run before. */
type SealingRun = { at: bigint; before: bigint | null; firstLate: bigint | null }
/** See `ChainWalk.step`. */
export type EventKind = 'OLD' | 'SIGNED' | 'LOADED'
