import { z } from 'zod'
import { db } from '@/lib/server/database/db'
import { enqueue, ensureQueue, type JobQueue, takeJob, type Worker } from '@/lib/server/jobs/jobs'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { decrypt, encrypt } from '@/lib/server/secrets/secrets'
import type { Tx } from '@/prisma/client'
import { smsDriver } from './driver'
import { SMS_TEMPLATES, type SmsMessage } from './message'

/** Eight attempts within about ten minutes, the lifetime of a code; the (encrypted) messages are deleted a day later. */
const QUEUE: JobQueue = {
  name: 'sms.send',
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 120,
  expireInSeconds: 60,
  retentionSeconds: 3600,
  deleteAfterSeconds: 86_400,
}

/** Longer than an immediate delivery takes (10 s for a connection, 15 s for the transaction), so the worker never overtakes it. */
const HEAD_START_SECONDS = 40

/**
 * A message that is sent after the commit of the transaction it was queued in; `sealed` is encrypted, bound to `staleAt`, since its job gets its id
 * only when it is added: in another job it does not live longer. */
export type QueuedMessage = { jobId: string; sealed: string; staleAt: string }

const payload = z.object({ sealed: z.string(), staleAt: z.iso.datetime() })
const sealedMessage = z
  .object({
    to: z.string(),
    purpose: z.string(),
    code: z.string(),
    text: z.string(),
    template: z.enum(SMS_TEMPLATES),
    variables: z.record(z.string(), z.string()),
  })
  .nullable()

/** Creates the queue. Call before the transaction that queues a message. */
export async function ensureOutbox(): Promise<void> {
  await ensureQueue(QUEUE)
}

/**
 * Queues a text message in the transaction of its change; it is sent after the commit, once.
 * @param message null does the same work and sends nothing, so that response times reveal no registered phone
 * @param staleAt after this it is no longer sent
 */
export async function queueMessage(
  tx: Tx,
  message: SmsMessage | null,
  staleAt: Date,
): Promise<QueuedMessage> {
  const data = sealMessage(message, staleAt.toISOString())
  const jobId = await enqueue(tx, QUEUE, data, smsDriver().immediate ? HEAD_START_SECONDS : 0)
  return { jobId, ...data }
}

/**
 * Call right after the commit: sends the message by an immediate driver before the response. After a failure or a crash
 * it stays queued and the worker sends it; never throws.
 */
export async function deliverNow(queued: QueuedMessage): Promise<void> {
  const driver = smsDriver()
  if (!driver.immediate) return
  try {
    await db().$transaction(async (tx) => {
      if (await takeJob(tx, QUEUE, queued.jobId)) await send(queued)
    })
  } catch (error) {
    log().error({ jobId: queued.jobId, error: errorFacts(error) }, 'message left to its job')
  }
}

function sealMessage(message: SmsMessage | null, staleAt: string) {
  return { sealed: encrypt('job.sms', staleAt, JSON.stringify(message)), staleAt }
}

async function send({ sealed, staleAt }: Pick<QueuedMessage, 'sealed' | 'staleAt'>): Promise<void> {
  const message = sealedMessage.parse(JSON.parse(decrypt('job.sms', staleAt, sealed)))
  if (message) await smsDriver().send(message)
}

/** Sends messages that were not delivered during the request. */
export const smsWorker: Worker = {
  queue: QUEUE,
  pollingIntervalSeconds: 1,
  async run(data) {
    const { sealed, staleAt } = payload.parse(data)
    if (new Date(staleAt) > new Date()) await send({ sealed, staleAt })
  },
}
