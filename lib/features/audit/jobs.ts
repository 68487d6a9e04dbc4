import { z } from 'zod'
import { type AuditAnchor, readAuditAnchor, writeAuditAnchor } from '@/lib/server/audit/audit-anchor'
import { db, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { log } from '@/lib/server/observe/log'
import { metrics } from '@/lib/server/observe/metrics'
import { Prisma } from '@/prisma/client'
import { canonicalText, linkHash, micros, registryId } from './queries/chain'
import { CHAIN_START } from './rules'

const BATCH = 1_000
/** Any number that no other advisory lock of this project uses. */
const SEALER_LOCK = 7_301_001

type Head = { seq: bigint; hash: string }
const anyRow = z.object({ any: z.boolean() })
const lockRow = z.object({ mine: z.boolean(), now: z.date() })
const waitingEvent = z.object({ id: z.bigint(), text: z.string() })

/**
 * Appends the events committed since the last call to the hash chain.
 * Writers never wait for it: it locks none of their rows. One sealer works at a time; a second returns immediately.
 * @returns how many events were sealed by this call
 */
export async function sealAudit(): Promise<number> {
  for (let total = 0; ; ) {
    const sealed = await sealBatch()
    total += sealed
    if (sealed < BATCH) return total
  }
}

export const ticks = [{ name: 'audit.seal', everySeconds: 1, run: sealAudit }]

async function sealBatch(): Promise<number> {
  const [waiting] = await rowsOf(db(), anyRow)`
    SELECT EXISTS (SELECT FROM audit_unsealed u JOIN audit_event e ON e.id = u."eventId") AS any`
  if (!waiting?.any) return 0
  return db().$transaction(sealAlone, { timeout: 90_000 })
}

/** `guard` holds the lock until the anchor is written: otherwise this sealer could overwrite the anchor of the next. */
async function sealAlone(guard: Tx): Promise<number> {
  const [lock] = await rowsOf(guard, lockRow)`
    SELECT pg_try_advisory_xact_lock(${SEALER_LOCK}) AS mine, date_trunc('milliseconds', clock_timestamp()) AS now`
  if (!lock?.mine) return 0
  const database = await registryId()
  const stored = await readAuditAnchor()
  const anchor = stored?.database === database ? stored : null
  const done = await db().$transaction((tx) => sealWaiting(tx, anchor, lock.now), { timeout: 60_000 })
  if (!done) return 0
  metrics().sealed.inc(done.count)
  if (done.trusted) {
    const { seq, hash } = done.head
    await writeAuditAnchor({ database, seq: seq.toString(), hash, at: new Date().toISOString() })
  }
  return done.count
}

async function sealWaiting(
  tx: Tx,
  anchor: AuditAnchor | null,
  sealedAt: Date,
): Promise<{ count: number; head: Head; trusted: boolean } | null> {
  const events = await rowsOf(tx, waitingEvent)`
    SELECT e.id, ${canonicalText(micros(Prisma.sql`${sealedAt}::timestamptz`))} AS text
    FROM audit_unsealed u JOIN audit_event e ON e.id = u."eventId" ORDER BY e.id LIMIT ${BATCH}`
  if (events.length === 0) return null
  const start = await chainHead(tx, anchor)
  let { seq, hash } = start.head
  const seals = events.map(({ id, text }) => {
    seq += 1n
    hash = linkHash(hash, text)
    return { seq, eventId: id, hash, sealedAt }
  })
  await tx.auditSeal.createMany({ data: seals })
  await tx.auditUnsealed.deleteMany({ where: { eventId: { in: events.map(({ id }) => id) } } })
  return { count: seals.length, head: { seq, hash }, trusted: start.trusted }
}

/**
 * The head that the chain continues from. When the database ends before the anchored head, its end was cut off: the chain
 * continues from the anchor, so that the gap stays visible. When the database has another seal in the anchor's place, the
 * anchor is not overwritten: it is the evidence.
 */
async function chainHead(tx: Tx, anchor: AuditAnchor | null): Promise<{ head: Head; trusted: boolean }> {
  const last = await tx.auditSeal.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true, hash: true } })
  const head = last ?? { seq: 0n, hash: CHAIN_START }
  if (!anchor) return { head, trusted: true }
  const seq = BigInt(anchor.seq)
  if (head.seq < seq) {
    log().error(
      { lastSeq: head.seq.toString(), keptSeq: anchor.seq },
      'the end of the audit chain was cut off',
    )
    return { head: { seq, hash: anchor.hash }, trusted: true }
  }
  const same = await tx.auditSeal.findUnique({ where: { seq }, select: { hash: true } })
  if (same?.hash === anchor.hash) return { head, trusted: true }
  log().error({ keptSeq: anchor.seq }, 'the audit chain does not contain its kept head')
  return { head, trusted: false }
}
