import { z } from 'zod'
import { type AuditAnchor, writeAuditAnchor } from '@/lib/server/audit/audit-anchor'
import { db, longTransaction, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { log } from '@/lib/server/observe/log'
import { metrics } from '@/lib/server/observe/metrics'
import { Prisma } from '@/prisma/client'
import {
  type AnchorState,
  anchorState,
  firstSignedSeal,
  lastSeal,
  SEALER_LOCK,
} from '../queries/anchor-state'
import { canonicalText, linkHash, micros } from '../queries/chain'
import type { Head } from '../rules/anchored'
import { queueHead } from './deliver'

const BATCH = 1_000
/** A run's seals share one time, so that verification can tell a backlog from an event that was held back. */
const RUN_MS = 30_000

const countRow = z.object({ count: z.int() })
const anyRow = z.object({ any: z.boolean() })
const lockRow = z.object({ mine: z.boolean() })
const clockRow = z.object({ now: z.date() })
const waitingEvent = z.object({ id: z.bigint(), text: z.string() })

/**
 * Appends the events committed since the last call to the hash chain and writes its head to the signed anchor. Writers never
 * wait for it: it locks none of their rows. One sealer works at a time; a second returns immediately.
 * @returns how many events were sealed by this call
 */
export async function sealAudit(): Promise<number> {
  const [clock] = await rowsOf(db(), clockRow)`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`
  const runAt = clock?.now ?? new Date()
  const until = performance.now() + RUN_MS
  for (let total = 0; ; ) {
    const sealed = await sealBatch(runAt)
    total += sealed
    if (sealed < BATCH || performance.now() > until) return total
  }
}

async function sealBatch(runAt: Date): Promise<number> {
  const [waiting] = await rowsOf(db(), anyRow)`
    SELECT EXISTS (SELECT FROM audit_unsealed u JOIN audit_event e ON e.id = u."eventId") AS any`
  if (!waiting?.any) return 0
  return alone((guard) => sealWaiting(guard, runAt), 0)
}

/** Holds the sealer's lock until the anchor is written: otherwise one sealer could overwrite the anchor of the next. */
function alone<T>(work: (guard: Tx) => Promise<T>, otherwise: T): Promise<T> {
  return longTransaction('seal', async (guard) => {
    const [lock] = await rowsOf(guard, lockRow)`SELECT pg_try_advisory_xact_lock(${SEALER_LOCK}) AS mine`
    return lock?.mine ? work(guard) : otherwise
  })
}

/**
 * A chain whose anchor is missing, forged, foreign or old goes on, but the anchor stays as it is: it is the evidence. Where the
 * chain ends before it, its end was cut off: it goes on from the anchored head, so that the gap stays visible.
 */
async function sealWaiting(guard: Tx, runAt: Date): Promise<number> {
  const state = await anchorState(guard)
  if (state.fault)
    log().error(
      { fault: state.fault, lastSeq: state.last.seq.toString() },
      'the audit chain and its anchor differ',
    )
  const trusted = state.fault === null || state.fault === 'TAIL_CUT'
  const start = trusted ? state.head : state.last
  const macFrom = state.macFrom ?? start.seq + 1n + BigInt(await unsignedWaiting(guard))
  const anchorAt = (head: Head, next: Head | null) => anchorOf(state, macFrom, head, next)
  const done = await longTransaction('seal', async (tx) => {
    const sealed = await appendSeals(tx, start, runAt)
    if (sealed.count > 0) await queueHead(tx, state.database, sealed.head)
    // Before the commit: whatever happens then, the chain ends in one of the two.
    if (trusted && sealed.count > 0) await writeAuditAnchor(anchorAt(start, sealed.head))
    return sealed
  })
  if (trusted && done.count > 0) await writeAuditAnchor(anchorAt(done.head, null))
  metrics().sealed.inc(done.count)
  return done.count
}

async function unsignedWaiting(tx: Tx): Promise<number> {
  const [row] = await rowsOf(tx, countRow)`
    SELECT count(*)::int AS count FROM audit_unsealed u JOIN audit_event e ON e.id = u."eventId" WHERE e.mac IS NULL`
  return row?.count ?? 0
}

async function appendSeals(tx: Tx, start: Head, sealedAt: Date): Promise<{ count: number; head: Head }> {
  const events = await rowsOf(tx, waitingEvent)`
    SELECT e.id, ${canonicalText(micros(Prisma.sql`${sealedAt}::timestamptz`))} AS text
    FROM audit_unsealed u JOIN audit_event e ON e.id = u."eventId" ORDER BY e.id LIMIT ${BATCH}`
  let { seq, hash } = start
  const seals = events.map(({ id, text }) => {
    seq += 1n
    hash = linkHash(hash, text)
    return { seq, eventId: id, hash, sealedAt }
  })
  await tx.auditSeal.createMany({ data: seals })
  await tx.auditUnsealed.deleteMany({ where: { eventId: { in: events.map(({ id }) => id) } } })
  return { count: seals.length, head: { seq, hash } }
}

function anchorOf({ database }: AnchorState, macFrom: bigint, head: Head, next: Head | null): AuditAnchor {
  const written = ({ seq, hash }: Head) => ({ seq: seq.toString(), hash })
  return {
    version: 2,
    database,
    macFrom: macFrom.toString(),
    head: written(head),
    next: next && written(next),
    at: new Date().toISOString(),
  }
}

/**
 * Writes the anchor anew at the chain's end, after an operator has found out why it was missing or did not fit. Where MACs
 * begin is taken from the old one if that is still this registry's, else it is the first event that has one.
 * @returns the fault that there was; null when there was none, and nothing is changed
 */
export async function anchorAnew(): Promise<AnchorState['fault']> {
  return alone(async (guard) => {
    const state = await anchorState(guard)
    if (state.fault === null) return null
    const macFrom = state.macFrom ?? (await firstSignedSeal(guard))
    await writeAuditAnchor(anchorOf(state, macFrom, await lastSeal(guard), null))
    return state.fault
  }, null)
}
