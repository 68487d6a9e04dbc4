import { fromPrisma, PgBoss, type QueueOptions, type WorkOptions } from 'pg-boss'
import { poolOptions } from '@/lib/server/database/connections'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { ring } from '@/lib/server/secrets/secrets'
import type { Tx } from '@/prisma/client'

/** A job queue in PostgreSQL: its name and its retry options. */
export type JobQueue = { name: string } & QueueOptions

/** Runs a queue's jobs one at a time; `schedule` (cron, China's time) creates the jobs. */
export type Worker = {
  queue: JobQueue
  /**
   * @param signal fires when the job has taken longer than its queue allows (`expireInSeconds`), when its claim is lost, and when
   * the server stops without waiting longer. The attempt has failed then, whatever `run` still does.
   */
  run(data: unknown, signal: AbortSignal): Promise<void>
  schedule?: string
  /** Default 2 s. */
  pollingIntervalSeconds?: WorkOptions['pollingIntervalSeconds']
}

/** The name of a server's connection that is always open, with the id of the key it encrypts with. */
export const serverName = (keyId: string) => `nrmm-jobs ${keyId}`

let running: Promise<PgBoss> | undefined
let queues = new Map<string, Promise<void>>()

/** Attempts to start while the database is not up, with growing delays: about an hour. */
const START_ATTEMPTS = 120

/**
 * The pg-boss instance of this process, started on first use.
 * @param serving in the server: also maintains the queues, runs schedules, and waits for the database
 */
function boss(serving = false): Promise<PgBoss> {
  running ??= startBoss(serving).catch((error: unknown) => {
    running = undefined
    throw error
  })
  return running
}

async function startBoss(serving: boolean): Promise<PgBoss> {
  const created = new PgBoss({
    ...poolOptions('jobs'),
    // By it a rotation of keys sees which key each server writes with.
    application_name: serverName(ring().writing.id),
    // Other programs only add jobs.
    ...(serving ? {} : { max: 2 }),
    // Its tables are made at the start, by the role that owns them (scripts/lib/database-schema.ts).
    migrate: false,
    supervise: serving,
    schedule: serving,
  })
  // A lost connection or a failed poll; pg-boss recovers by itself, but an 'error' without a handler ends the process.
  created.on('error', (error) => log().error({ error: errorFacts(error) }, 'job queue error'))
  await created.start({ attempts: serving ? START_ATTEMPTS : 1 })
  return created
}

async function createQueue(started: PgBoss, name: string, options: QueueOptions): Promise<void> {
  await started.createQueue(name, options)
  // createQueue does not change an existing queue.
  if (Object.keys(options).length > 0) await started.updateQueue(name, options)
}

/**
 * Creates the queue if it is new and updates its options, once per process. The first call is slow: make it before a
 * transaction, not inside.
 */
export async function ensureQueue({ name, ...options }: JobQueue): Promise<PgBoss> {
  const started = await boss()
  let ensured = queues.get(name)
  if (!ensured) {
    ensured = createQueue(started, name, options)
    queues.set(name, ensured)
    ensured.catch(() => queues.delete(name))
  }
  await ensured
  return started
}

/**
 * Adds a job in the transaction of the change that causes it, so that both commit or neither.
 * @param data stored as it is: personal data must be encrypted before
 * @returns the job's id
 */
export async function enqueue(tx: Tx, queue: JobQueue, data: object, startAfterSeconds = 0): Promise<string> {
  const started = await ensureQueue(queue)
  const id = await started.send(queue.name, data, { db: fromPrisma(tx), startAfter: startAfterSeconds })
  if (!id) throw new Error(`job queue ${queue.name} took no job`)
  return id
}

/**
 * Removes a waiting job from its queue in order to do its work in this transaction: if that fails, the rollback leaves
 * the job to the worker. Call only before the job's `startAfter`.
 * @returns false when the job has been done already
 */
export async function takeJob(tx: Tx, queue: JobQueue, id: string): Promise<boolean> {
  const started = await ensureQueue(queue)
  const connection = { db: fromPrisma(tx) }
  const waiting = await started.findJobs(queue.name, { id, queued: true, ...connection })
  if (waiting.length === 0) return false
  await started.deleteJob(queue.name, id, connection)
  return true
}

/** Starts the workers of this process. Waits for the database; a failed job is logged and retried by its queue. */
export async function startWorkers(workers: readonly Worker[]): Promise<void> {
  await boss(true)
  for (const { queue, run, schedule, pollingIntervalSeconds = 2 } of workers) {
    const started = await ensureQueue(queue)
    await started.work(queue.name, { pollingIntervalSeconds }, async (jobs) => {
      for (const job of jobs) await runJob(queue.name, job, run)
    })
    if (schedule) await started.schedule(queue.name, schedule, null, { tz: 'Asia/Shanghai' })
  }
}

/**
 * The queue stores no message or stack of a failure, since they may quote a phone. A job that is given up frees its worker
 * although what it waits for never comes.
 */
async function runJob(
  queue: string,
  { id: jobId, data, signal }: { id: string; data: unknown; signal: AbortSignal },
  run: Worker['run'],
): Promise<void> {
  try {
    await Promise.race([run(data, signal), givenUp(signal)])
  } catch (error) {
    log().error({ queue, jobId, error: errorFacts(error) }, signal.aborted ? 'job given up' : 'job failed')
    throw new Error(signal.aborted ? 'job given up' : 'job failed')
  }
}

function givenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new Error('the job took too long, or is no longer this worker’s'))
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}

/** Lets running jobs end (10 s at most) and closes the connections. Safe to call twice. */
export async function stopWorkers(): Promise<void> {
  const stopping = running
  running = undefined
  queues = new Map()
  if (stopping) await (await stopping).stop({ graceful: true, timeout: 10_000 })
}
