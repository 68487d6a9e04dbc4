import { z } from 'zod'
import { chinaTime } from '@/lib/core/clock'
import { db, longTransaction } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { env } from '@/lib/server/env'
import { Prisma } from '@/prisma/client'
import { ChainWalk, type SealedRow, sealedRow } from '../rules/chain-walk'
import { fault, isFault, note } from '../rules/fault'
import { PlaceWalk } from '../rules/places'
import type { AuditFault, AuditNote, AuditReport } from '../schema'
import { type AnchorState, settledAnchor } from './anchor-state'
import { canonicalText, linkHash, micros, type Signature, signatureOf } from './chain'
import { dayFaults } from './days'
import { duplicateFaults, lostFaults, unsealedEvents } from './outside-chain'
import { headFindings } from './outside-heads'

/** Read in batches, so that a chain of any length is verified in constant memory. */
const BATCH = 2_000
const SHOWN = 200

const nowRow = z.object({ now: z.bigint() })

/** Every fault of the audit log, one by one, and what is to be known besides. */
export async function* auditFindings(
  before: AnchorState,
  headsFile: string | undefined,
): AsyncGenerator<AuditFault | AuditNote> {
  const walk = new ChainWalk(linkHash)
  const places = new PlaceWalk()
  const signatures = new Signatures(before.macFrom)
  let last = 0n
  for (;;) {
    const rows = await sealedRows(last)
    for (const row of rows) {
      const signature = row.text === null ? null : signatureOf(row.text)
      yield* walk.step(row, signature?.kind)
      if (!signature) continue
      if (walk.proven) yield* signatures.step(row, signature)
      if (signature.placed) yield* places.step({ ...signature.placed, seq: row.seq })
    }
    last = rows.at(-1)?.seq ?? last
    if (rows.length < BATCH) break
  }
  yield* walk.end()
  yield* anchorFaults(before, last)
  yield* await anchoredAnew()
  yield* await outsideHeads(headsFile)
  yield* await dayFaults()
  yield* await duplicateFaults()
  for await (const { found, placed } of unsealedEvents()) {
    if (found) yield found
    if (placed) yield* places.step(placed)
  }
  yield* await lostFaults()
  const [clock] = await rowsOf(db(), nowRow)`SELECT ${micros(Prisma.sql`clock_timestamp()`)} AS now`
  yield* places.end(clock?.now ?? 0n)
}

function sealedRows(after: bigint): Promise<SealedRow[]> {
  const sealedAt = micros(Prisma.sql`s."sealedAt"`)
  return rowsOf(db(), sealedRow)`
    SELECT s.seq, s."eventId", s.hash, ${sealedAt} AS "sealedAt", ${micros(Prisma.sql`e.at`)} AS at,
           CASE WHEN e.id IS NOT NULL THEN ${canonicalText(sealedAt)} END AS text
    FROM audit_seal s LEFT JOIN audit_event e ON e.id = s."eventId"
    WHERE s.seq > ${after} ORDER BY s.seq LIMIT ${BATCH}`
}

/** From where MACs begin, each sealed event must have one, and the right one. */
class Signatures {
  private begun = false

  /** @param from null where no anchor says: then from the first event that has one */
  constructor(private readonly from: bigint | null) {}

  step({ seq, eventId }: SealedRow, { state }: Signature): AuditFault[] {
    if (state === 'FORGED') return [fault('EVENT_FORGED', { seq, eventId })]
    if (state === 'GENUINE') this.begun = true
    const required = this.from === null ? this.begun : seq >= this.from
    return state === 'NONE' && required ? [fault('EVENT_UNSIGNED', { seq, eventId })] : []
  }
}

/** The anchor and the chain grew during the walk; what was a fault before it began is one. */
function anchorFaults({ fault: kind, head }: AnchorState, last: bigint): AuditFault[] {
  if (kind === null) return []
  if (kind === 'TAIL_CUT') return last < head.seq ? [fault(kind, { seq: last + 1n, lastSeq: head.seq })] : []
  return [fault(kind, kind === 'HEAD_REPLACED' ? { seq: head.seq } : {})]
}

const anchoring = z.object({ id: z.bigint(), at: z.date(), failure: z.string().nullable() })

/**
 * Each time that an operator wrote the anchor anew: it says nothing of what was done to the chain's end before. The newest first,
 * for as long as the events are there.
 */
async function anchoredAnew(): Promise<AuditNote[]> {
  const times = await rowsOf(db(), anchoring)`
    SELECT id, at, details->>'failure' AS failure FROM audit_event WHERE action = 'audit.anchor'
    ORDER BY id DESC LIMIT ${SHOWN}`
  return times.map(({ id, at, failure }) => {
    const why = failure === null ? '' : `（当时：${failure}）`
    const what = `链头曾于 ${chinaTime(at)} 重新留存${why}，此前末尾被截去或替换，不能由链头证明，只能与外部留存的链头、每日根对照`
    return note('ANCHORED_ANEW', { eventId: id, what })
  })
}

/** A sink that is away does not keep the rest from being verified, and is said. */
function outsideHeads(file: string | undefined): Promise<(AuditFault | AuditNote)[]> {
  if (file === undefined) return Promise.resolve([])
  return headFindings(file).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall === undefined) throw error
    return [note('HEADS_AWAY')]
  })
}

/**
 * Verifies the whole log and summarises the result.
 * @param onFound called with every fault and note as it is found; the report contains the first 200 of each
 * @param headsFile heads that a sink outside holds; default: the file of AUDIT_HEADS_FILE
 */
export async function verifyAudit(
  onFound: (found: AuditFault | AuditNote) => void = () => undefined,
  headsFile = env().AUDIT_HEADS_FILE,
): Promise<AuditReport> {
  const faults: AuditFault[] = []
  const notes: AuditNote[] = []
  let faultCount = 0
  let compared = headsFile !== undefined
  const anchor = await settledAnchor()
  for await (const found of auditFindings(anchor, headsFile)) {
    onFound(found)
    if (found.kind === 'HEADS_AWAY') compared = false
    if (!isFault(found)) {
      if (notes.length < SHOWN) notes.push(found)
      continue
    }
    faultCount += 1
    if (faults.length < SHOWN) faults.push(found)
  }
  const [sealedCount, waitingCount] = await longTransaction('verify', async (tx) => [
    await tx.auditSeal.count(),
    await tx.auditUnsealed.count(),
  ])
  const anchored = anchor.macFrom !== null
  return {
    intact: faultCount === 0,
    sealedCount,
    waitingCount,
    anchored,
    compared,
    faultCount,
    faults,
    notes,
  }
}
