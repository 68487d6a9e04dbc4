import { z } from 'zod'
import { headLine } from '@/lib/server/audit/head-line'
import { fileSink } from '@/lib/server/audit/sinks/file-sink'
import { s3Sink } from '@/lib/server/audit/sinks/s3-sink'
import { type Sink, type SinkName, sinkNames } from '@/lib/server/audit/sinks/sink'
import { syslogSink } from '@/lib/server/audit/sinks/syslog-sink'
import { db, longTransaction, type Tx } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { env } from '@/lib/server/env'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { metrics } from '@/lib/server/observe/metrics'
import { Prisma } from '@/prisma/client'
import { sinkStates } from '../queries/sink-states'
import type { Head } from '../rules/anchored'

/** Heads sent in one go: within the time a sink has, also one by one. */
const BATCH = 100
/** Of the pauses between attempts, which double from a second on. */
const LONGEST_PAUSE_SECONDS = 60
/** Any number that no other advisory lock of this project uses; one for each sink from here on. */
const DELIVERY_LOCK = 7_301_060

const lockRow = z.object({ mine: z.boolean() })
const headRow = z.object({ id: z.bigint(), seq: z.bigint(), line: z.string() })
const dueRow = z.object({ due: z.boolean() })

/** Puts a head in the queue of each sink that is set, in the transaction that seals: it commits with the chain, or not at all. */
export async function queueHead(tx: Tx, database: string, { seq, hash }: Head): Promise<void> {
  const sinks = sinkNames()
  if (sinks.length === 0) return
  const at = new Date().toISOString()
  const line = headLine({ version: 1, database, seq: seq.toString(), hash, at })
  await tx.auditSink.createMany({ data: sinks.map((name) => ({ name })), skipDuplicates: true })
  await tx.auditHeadWaiting.createMany({ data: sinks.map((sink) => ({ sink, seq, line })) })
}

/**
 * Sends what waits to the sinks that are due, each on its own: one that is away stops neither the others nor the sealing.
 * @param all without the pause after a failure
 * @returns how many heads were taken by this call
 */
export async function deliverHeads(all = false): Promise<number> {
  const sinks = sinkNames()
  if (sinks.length === 0) return 0
  const taken = await Promise.all(sinks.map((name) => deliverTo(name, all)))
  for (const { name, waiting, since } of await sinkStates()) {
    metrics().undelivered.set({ sink: name }, waiting)
    metrics().undeliveredSince.set({ sink: name }, since ? Date.parse(since) / 1_000 : 0)
  }
  return taken.reduce((sum, each) => sum + each, 0)
}

async function deliverTo(name: SinkName, all: boolean): Promise<number> {
  const due = all ? Prisma.sql`true` : DUE
  const [found] = await rowsOf(db(), dueRow)`
    SELECT EXISTS (SELECT FROM audit_head_waiting w JOIN audit_sink s ON s.name = w.sink
      WHERE w.sink = ${name} AND ${due}) AS due`
  if (!found?.due) return 0
  // The lock keeps the order: two servers must not send at once.
  return longTransaction('deliver', async (tx) => {
    const lock = DELIVERY_LOCK + ['file', 'syslog', 's3'].indexOf(name)
    const [row] = await rowsOf(tx, lockRow)`SELECT pg_try_advisory_xact_lock(${lock}) AS mine`
    return row?.mine ? sendWaiting(tx, name) : 0
  })
}

const DUE = Prisma.sql`(s."triedAt" IS NULL OR s.attempts = 0 OR s."triedAt" <=
  clock_timestamp() - least(power(2, least(s.attempts, 10) - 1), ${LONGEST_PAUSE_SECONDS}) * interval '1 second')`

async function sendWaiting(tx: Tx, name: SinkName): Promise<number> {
  const heads = await rowsOf(tx, headRow)`
    SELECT id, seq, line FROM audit_head_waiting WHERE sink = ${name} ORDER BY id LIMIT ${BATCH}`
  const last = heads.at(-1)
  if (!last) return 0
  try {
    await opened(name).send(heads)
  } catch (error) {
    await failed(tx, name, error)
    return 0
  }
  await tx.auditHeadWaiting.deleteMany({ where: { id: { in: heads.map(({ id }) => id) } } })
  const taken = { deliveredSeq: last.seq, deliveredAt: new Date(), attempts: 0, lastError: null }
  await tx.auditSink.update({ where: { name }, data: { ...taken, triedAt: new Date() } })
  return heads.length
}

async function failed(tx: Tx, name: SinkName, error: unknown): Promise<void> {
  const { code, name: kind } = errorFacts(error)
  const lastError = (code ?? kind).slice(0, 100)
  log().warn({ sink: name, error: errorFacts(error) }, 'a head of the audit chain was not taken')
  await tx.$executeRaw`
    UPDATE audit_sink SET attempts = attempts + 1, "triedAt" = clock_timestamp(), "lastError" = ${lastError} WHERE name = ${name}`
}

function opened(name: SinkName): Sink {
  const settings = env()
  if (name === 'file') return fileSink(settings.AUDIT_HEADS_FILE ?? '')
  if (name === 'syslog') return syslogSink(settings.AUDIT_SYSLOG ?? '', settings.AUDIT_SYSLOG_CA)
  return s3Sink(settings.AUDIT_S3_BUCKET ?? '', settings)
}
