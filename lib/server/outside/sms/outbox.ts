import { z } from 'zod'
import { db } from '@/lib/server/database/db'
import { enqueue, ensureQueue, type JobQueue, takeJob, type Worker } from '@/lib/server/jobs/jobs'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { decrypt, encrypt } from '@/lib/server/secrets/secrets'
import type { Tx } from '@/prisma/client'
import { smsDriver } from './driver'
import type { SmsMessage } from './message'

/** Eight tries within about ten minutes, the life of a code; the (encrypted) messages are gone a day later. */
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

/** Longer than an immediate delivery can take (waiting for a connection 10 s, its transaction 15 s): the worker never overtakes it. */
const HEAD_START_SECONDS = 40

/** A message that waits for the commit of the transaction it was queued in. */
export type QueuedMessage = { jobId: string; sealed: string }

const payload = z.object({ sealed: z.string(), staleAt: z.iso.datetime() })
const sealedMessage = z
  .object({ to: z.string(), purpose: z.string(), code: z.string(), text: z.string() })
  .nullable()

/** To be called before the transaction that queues a message. */
export async function outboxReady(): Promise<void> {
  await ensureQueue(QUEUE)
}

/**
 * Queues a text message in the transaction of the change it tells of; it leaves after the commit, once.
 * @param message null does the same work and sends nothing: so that a stranger learns nothing from the time it takes
 * @param staleAt when it is no longer worth sending
 */
export async function queueMessage(
  tx: Tx,
  message: SmsMessage | null,
  staleAt: Date,
): Promise<QueuedMessage> {
  const sealed = encrypt(JSON.stringify(message))
  const data = { sealed, staleAt: staleAt.toISOString() }
  const jobId = await enqueue(tx, QUEUE, data, smsDriver().immediate ? HEAD_START_SECONDS : 0)
  return { jobId, sealed }
}

/**
 * To be called right after the commit: hands the message to an immediate driver before the request is answered. What
 * fails here (or dies with the process) stays queued and is sent by the worker; never throws.
 */
export async function deliverNow(queued: QueuedMessage): Promise<void> {
  const driver = smsDriver()
  if (!driver.immediate) return
  try {
    await db().$transaction(async (tx) => {
      if (await takeJob(tx, QUEUE, queued.jobId)) await send(queued.sealed)
    })
  } catch (error) {
    log().error({ jobId: queued.jobId, error: errorFacts(error) }, 'message left to its job')
  }
}

async function send(sealed: string): Promise<void> {
  const message = sealedMessage.parse(JSON.parse(decrypt(sealed)))
  if (message) await smsDriver().send(message)
}

/** Sends what was not delivered in the request. */
export const smsWorker: Worker = {
  queue: QUEUE,
  pollingIntervalSeconds: 1,
  async run(data) {
    const { sealed, staleAt } = payload.parse(data)
    if (new Date(staleAt) > new Date()) await send(sealed)
  },
}
