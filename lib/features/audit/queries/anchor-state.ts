import { z } from 'zod'
import { type AuditAnchor, readAuditAnchor } from '@/lib/server/audit/audit-anchor'
import { longTransaction } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import type { Prisma } from '@/prisma/client'
import { anchoredFault, type Head } from '../rules/anchored'
import { CHAIN_START } from '../rules/chain-walk'
import type { FaultKind } from '../schema'
import { registryId } from './chain'

/** Any number that no other advisory lock of this project uses. */
export const SEALER_LOCK = 7_301_001

type Reader = Pick<Prisma.TransactionClient, '$queryRaw' | 'auditSeal'>
const anyRow = z.object({ any: z.boolean() })
const firstSigned = z.object({ seq: z.bigint().nullable() })

/**
 * The anchor compared with the chain.
 * `head`: where the chain goes on; where it does not fit, what is anchored. `macFrom`: null where no anchor says where MACs begin.
 */
export type AnchorState = {
  database: string
  fault: FaultKind | null
  head: Head
  macFrom: bigint | null
  last: Head
}

/** The state while nobody seals: the file and the chain are of one moment. */
export function settledAnchor(): Promise<AnchorState> {
  return longTransaction('seal', async (guard) => {
    await guard.$queryRaw`SELECT pg_advisory_xact_lock(${SEALER_LOCK})::text`
    return anchorState(guard)
  })
}

/** @param reader a transaction that has the sealer's lock */
export async function anchorState(reader: Reader): Promise<AnchorState> {
  const file = await readAuditAnchor()
  const database = await registryId(reader)
  const last = await lastSeal(reader)
  const bare = { database, head: last, macFrom: null, last }
  if (file.state === 'MISSING') return { ...bare, fault: last.seq > 0n ? 'ANCHOR_MISSING' : null }
  if (file.state === 'UNREADABLE') return { ...bare, fault: 'ANCHOR_UNREADABLE' }
  if (file.state === 'INVALID') return { ...bare, fault: 'ANCHOR_INVALID' }
  if (file.state === 'OLD') {
    if (file.database !== database) return { ...bare, fault: 'ANCHOR_FOREIGN' }
    // Believed only on the way from the release that wrote it.
    if (await hasSigned(reader)) return { ...bare, fault: 'ANCHOR_INVALID' }
    const head = toHead(file.head)
    const found = await anchoredFaultOf(reader, { head, next: null, last })
    return {
      ...bare,
      head: found === 'ANCHOR_OLD' ? last : head,
      fault: found === 'ANCHOR_OLD' ? null : found,
    }
  }
  const { anchor } = file
  if (anchor.database !== database) return { ...bare, fault: 'ANCHOR_FOREIGN' }
  const head = toHead(anchor.head)
  const fault = await anchoredFaultOf(reader, { head, next: anchor.next && toHead(anchor.next), last })
  return { database, fault, head: fault === null ? last : head, macFrom: BigInt(anchor.macFrom), last }
}

const toHead = ({ seq, hash }: AuditAnchor['head']): Head => ({ seq: BigInt(seq), hash })

async function anchoredFaultOf(reader: Reader, heads: { head: Head; next: Head | null; last: Head }) {
  const seal = await reader.auditSeal.findUnique({ where: { seq: heads.head.seq }, select: { hash: true } })
  return anchoredFault({ ...heads, hashAtHead: seal?.hash ?? null })
}

export async function lastSeal(reader: Pick<Reader, 'auditSeal'>): Promise<Head> {
  const last = await reader.auditSeal.findFirst({
    orderBy: { seq: 'desc' },
    select: { seq: true, hash: true },
  })
  return last ?? { seq: 0n, hash: CHAIN_START }
}

async function hasSigned(reader: Reader): Promise<boolean> {
  const [row] = await rowsOf(reader, anyRow)`
    SELECT EXISTS (SELECT FROM audit_event e JOIN audit_seal s ON s."eventId" = e.id WHERE e.mac IS NOT NULL) AS any`
  return row?.any === true
}

/** The first seal whose event carries a MAC, or the one after the last: where MACs begin if no anchor is left to say so. */
export async function firstSignedSeal(reader: Reader): Promise<bigint> {
  const [row] = await rowsOf(reader, firstSigned)`
    SELECT min(s.seq) AS seq FROM audit_seal s JOIN audit_event e ON e.id = s."eventId" WHERE e.mac IS NOT NULL`
  return row?.seq ?? (await lastSeal(reader)).seq + 1n
}
