import { z } from 'zod'
import { longTransaction } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { Prisma } from '@/prisma/client'
import { sealedRow } from '../rules/chain-walk'
import { fault } from '../rules/fault'
import type { PlacedEvent } from '../rules/places'
import type { AuditFault } from '../schema'
import { canonicalText, signatureOf } from './chain'

const BATCH = 2_000

const sealedEvent = sealedRow.pick({ eventId: true })
const sealedPlace = sealedRow.pick({ seq: true })
const unsealedEvent = z.object({ id: z.bigint(), text: z.string(), waiting: z.boolean(), late: z.boolean() })

/** Unique indexes rule these out, but an attacker may have dropped them. */
export async function duplicateFaults(): Promise<AuditFault[]> {
  const twice = await longTransaction('verify', async (tx) => [
    ...(await rowsOf(
      tx,
      sealedEvent,
    )`SELECT "eventId" FROM audit_seal GROUP BY "eventId" HAVING count(*) > 1`),
    ...(await rowsOf(tx, sealedPlace)`SELECT seq FROM audit_seal GROUP BY seq HAVING count(*) > 1`),
  ])
  return twice.map((where) => fault('SEAL_DUPLICATED', where))
}

/**
 * Events outside the chain, with the fault of each if it is one, and its place where it is genuine. One statement, hence one
 * snapshot, for each batch: the sealing job moves an event from waiting to sealed in one transaction, so every event must be in
 * one of the two.
 */
export async function* unsealedEvents(): AsyncGenerator<{
  found: AuditFault | null
  placed: PlacedEvent | null
}> {
  let last = 0n
  for (;;) {
    const after = last
    const events = await longTransaction(
      'verify',
      (tx) => rowsOf(tx, unsealedEvent)`
        SELECT e.id, ${canonicalText(Prisma.sql`0`)} AS text, u."eventId" IS NOT NULL AS waiting,
          e.at < clock_timestamp() - interval '1 minute' AS late
        FROM audit_event e
        LEFT JOIN audit_seal s ON s."eventId" = e.id LEFT JOIN audit_unsealed u ON u."eventId" = e.id
        WHERE e.id > ${after} AND s.seq IS NULL ORDER BY e.id LIMIT ${BATCH}`,
    )
    for (const { id, text, waiting, late } of events) {
      const kind = waiting ? (late ? 'EVENT_NOT_SEALED' : null) : 'EVENT_INSERTED'
      yield { found: kind && fault(kind, { eventId: id }), placed: signatureOf(text).placed }
    }
    last = events.at(-1)?.id ?? last
    if (events.length < BATCH) return
  }
}

/** Events that were deleted before they were sealed, and left behind in the queue. */
export async function lostFaults(): Promise<AuditFault[]> {
  const lost = await longTransaction(
    'verify',
    (tx) => rowsOf(tx, sealedEvent)`
      SELECT u."eventId" FROM audit_unsealed u LEFT JOIN audit_event e ON e.id = u."eventId"
      WHERE e.id IS NULL ORDER BY u."eventId"`,
  )
  return lost.map((where) => fault('EVENT_MISSING', where))
}
