import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { readHeadLine, type SentHead } from '@/lib/server/audit/head-line'
import { db } from '@/lib/server/database/db'
import { fault, note } from '../rules/fault'
import type { AuditFault, AuditNote, FaultKind } from '../schema'
import { registryId } from './chain'

const BATCH = 1_000

/**
 * Compares the chain with the heads that a sink took: one it has and the chain has not was cut off, or the database and its anchor
 * were replaced by an older backup.
 * @param file lines as they were sent, also as a syslog receiver or the objects of a bucket hold them
 * @returns the span of seals for each kind of fault; and how many lines are not of this registry's hand, which proves nothing
 */
export async function headFindings(file: string): Promise<(AuditFault | AuditNote)[]> {
  const database = await registryId()
  const spans = new Spans()
  let foreignLines = 0
  let batch: SentHead[] = []
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })
  for await (const line of lines) {
    if (line.trim() === '') continue
    const head = readHeadLine(line)
    if (head === null) foreignLines += 1
    else if (head.database !== database) spans.add('HEAD_FOREIGN', BigInt(head.seq))
    else batch.push(head)
    if (batch.length < BATCH) continue
    await compare(batch, spans)
    batch = []
  }
  await compare(batch, spans)
  const unreadable = `外部留存的链头中有 ${foreignLines} 行不是本系统签名的完整链头，未用于对照`
  return [...spans.faults(), ...(foreignLines > 0 ? [note('HEAD_UNREADABLE', { what: unreadable })] : [])]
}

async function compare(heads: readonly SentHead[], spans: Spans): Promise<void> {
  const seqs = heads.map(({ seq }) => BigInt(seq))
  const seals = await db().auditSeal.findMany({
    where: { seq: { in: seqs } },
    select: { seq: true, hash: true },
  })
  const hashes = new Map(seals.map(({ seq, hash }) => [seq, hash]))
  for (const { seq, hash } of heads) {
    const there = hashes.get(BigInt(seq))
    if (there === undefined) spans.add('HEAD_BEYOND', BigInt(seq))
    else if (there !== hash) spans.add('HEAD_DIFFERS', BigInt(seq))
  }
}

/** The first and the last seal of each kind of fault: a file may have millions of lines. */
class Spans {
  private readonly spans = new Map<FaultKind, { first: bigint; last: bigint }>()

  add(kind: FaultKind, seq: bigint): void {
    const span = this.spans.get(kind) ?? { first: seq, last: seq }
    this.spans.set(kind, {
      first: seq < span.first ? seq : span.first,
      last: seq > span.last ? seq : span.last,
    })
  }

  faults(): AuditFault[] {
    return [...this.spans].map(([kind, { first, last }]) => fault(kind, { seq: first, lastSeq: last }))
  }
}
