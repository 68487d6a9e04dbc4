import { z } from 'zod'
import { readAuditAnchor } from '@/lib/server/audit/audit-anchor'
import { db } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { ChainWalk, fault, type SealedRow, sealedRow } from '../rules'
import type { AuditFault, AuditReport } from '../schema'
import { canonicalText, linkHash, micros, registryId } from './chain'

/** Read in batches, so that a chain of any length is verified in constant memory. */
const BATCH = 2_000
const FAULTS_SHOWN = 200

const sealedEvent = sealedRow.pick({ eventId: true })
const sealedPlace = sealedRow.pick({ seq: true })
const unsealedEvent = z.object({ id: z.bigint() })
const waitingEvent = z.object({ eventId: z.bigint(), gone: z.boolean() })

/**
 * Every fault of the audit log, one by one.
 * The anchor is read before the chain: the chain only grows, so it must contain the anchored head.
 */
export async function* auditFaults(): AsyncGenerator<AuditFault> {
  const anchor = await readAuditAnchor()
  const walk = new ChainWalk(linkHash)
  let last = 0n
  for (;;) {
    const rows = await sealedRows(last)
    for (const row of rows) yield* walk.step(row)
    last = rows.at(-1)?.seq ?? last
    if (rows.length < BATCH) break
  }
  yield* walk.end()
  if (anchor?.database === (await registryId()))
    yield* await anchorFaults(BigInt(anchor.seq), anchor.hash, last)
  yield* await duplicateFaults()
  yield* outsideFaults()
}

function sealedRows(after: bigint): Promise<SealedRow[]> {
  const sealedAt = micros(Prisma.sql`s."sealedAt"`)
  return rowsOf(db(), sealedRow)`
    SELECT s.seq, s."eventId", s.hash, ${sealedAt} AS "sealedAt", ${micros(Prisma.sql`e.at`)} AS at,
           CASE WHEN e.id IS NOT NULL THEN ${canonicalText(sealedAt)} END AS text
    FROM audit_seal s LEFT JOIN audit_event e ON e.id = s."eventId"
    WHERE s.seq > ${after} ORDER BY s.seq LIMIT ${BATCH}`
}

async function anchorFaults(seq: bigint, hash: string, last: bigint): Promise<AuditFault[]> {
  if (last < seq) return [fault('TAIL_CUT', { seq: last + 1n, lastSeq: seq })]
  const seal = await db().auditSeal.findUnique({ where: { seq } })
  return !seal || seal.hash === hash ? [] : [fault('HEAD_REPLACED', seal)]
}

/** Unique indexes rule these out, but an attacker may have dropped them. */
async function duplicateFaults(): Promise<AuditFault[]> {
  const events = await rowsOf(db(), sealedEvent)`
    SELECT "eventId" FROM audit_seal GROUP BY "eventId" HAVING count(*) > 1`
  const places = await rowsOf(db(), sealedPlace)`
    SELECT seq FROM audit_seal GROUP BY seq HAVING count(*) > 1`
  return [...events, ...places].map((where) => fault('SEAL_DUPLICATED', where))
}

/**
 * Events outside the chain. One statement, hence one snapshot, for each check: the sealing job moves an event from
 * waiting to sealed in one transaction, so every event must be in one of the two.
 */
async function* outsideFaults(): AsyncGenerator<AuditFault> {
  let last = 0n
  for (;;) {
    const inserted = await rowsOf(db(), unsealedEvent)`
      SELECT e.id FROM audit_event e
      LEFT JOIN audit_seal s ON s."eventId" = e.id LEFT JOIN audit_unsealed u ON u."eventId" = e.id
      WHERE e.id > ${last} AND s.seq IS NULL AND u."eventId" IS NULL ORDER BY e.id LIMIT ${BATCH}`
    for (const { id } of inserted) yield fault('EVENT_INSERTED', { eventId: id })
    last = inserted.at(-1)?.id ?? last
    if (inserted.length < BATCH) break
  }
  const waiting = await rowsOf(db(), waitingEvent)`
    SELECT u."eventId", e.id IS NULL AS gone FROM audit_unsealed u LEFT JOIN audit_event e ON e.id = u."eventId"
    WHERE e.id IS NULL OR e.at < clock_timestamp() - interval '1 minute' ORDER BY u."eventId"`
  for (const { eventId, gone } of waiting)
    yield fault(gone ? 'EVENT_MISSING' : 'EVENT_NOT_SEALED', { eventId })
}

/**
 * Verifies the whole log and summarises the result.
 * @param onFault called with every fault as it is found; the report contains the first 200
 */
export async function verifyAudit(
  onFault: (found: AuditFault) => void = () => undefined,
): Promise<AuditReport> {
  const faults: AuditFault[] = []
  let faultCount = 0
  for await (const found of auditFaults()) {
    faultCount += 1
    onFault(found)
    if (faults.length < FAULTS_SHOWN) faults.push(found)
  }
  const [sealedCount, waitingCount, anchor, database] = await Promise.all([
    db().auditSeal.count(),
    db().auditUnsealed.count(),
    readAuditAnchor(),
    registryId(),
  ])
  const anchored = anchor?.database === database
  return { intact: faultCount === 0, sealedCount, waitingCount, anchored, faultCount, faults }
}
