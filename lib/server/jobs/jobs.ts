import { fromPrisma, PgBoss, type QueueOptions, type WorkOptions } from 'pg-boss'
import { poolOptions } from '@/lib/server/database/connections'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import type { Tx } from '@/prisma/client'

/** A queue of jobs in PostgreSQL: its name and how often and how patiently a failed job is tried again. */
export type JobQueue = { name: string } & QueueOptions

/** What runs a queue's jobs, one at a time; `schedule` (cron, China time) makes the jobs by itself. */
export type Worker = {
  queue: JobQueue
  run(data: unknown): Promise<void>
  schedule?: string
  /** How long a job may wait to be noticed, 2 s unless told. */
  pollingIntervalSeconds?: WorkOptions['pollingIntervalSeconds']
}

let running: Promise<PgBoss> | undefined
let queues = new Map<string, Promise<void>>()

/** Tries of a start against a database that is not up yet, each waiting longer: about an hour. */
const START_ATTEMPTS = 120

/**
 * The one pg-boss of this process, started on first use.
 * @param serving in the server: it also keeps the queues tidy and runs schedules, and waits for the database
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
    // A program beside the server only adds jobs.
    ...(serving ? {} : { max: 2 }),
    supervise: serving,
    schedule: serving,
  })
  // Emitted for a broken connection or a failing poll; pg-boss goes on by itself, and an unheard 'error' ends a process.
  created.on('error', (error) => log().error({ error: errorFacts(error) }, 'job queue error'))
  await created.start({ attempts: serving ? START_ATTEMPTS : 1 })
  return created
}

async function createQueue(started: PgBoss, name: string, options: QueueOptions): Promise<void> {
  await started.createQueue(name, options)
  // Of a queue that exists, createQueue changes nothing.
  if (Object.keys(options).length > 0) await started.updateQueue(name, options)
}

/**
 * Creates the queue if it is new and brings its options up to date, once per process. Takes its time the first time:
 * better called before a transaction than within.
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
 * Adds a job inside the transaction of the change it follows from: no job without the change, no change without it.
 * @param data goes into the database as it is: personal data must be encrypted before
 * @returns the job's id
 */
export async function enqueue(tx: Tx, queue: JobQueue, data: object, startAfterSeconds = 0): Promise<string> {
  const started = await ensureQueue(queue)
  const id = await started.send(queue.name, data, { db: fromPrisma(tx), startAfter: startAfterSeconds })
  if (!id) throw new Error(`job queue ${queue.name} took no job`)
  return id
}

/**
 * Takes a waiting job out of its queue, for whoever does its work in this very transaction: when that fails, the
 * rollback leaves the job to the worker. To be called only while the job's `startAfter` lies ahead.
 * @returns false when somebody else has done it
 */
export async function takeJob(tx: Tx, queue: JobQueue, id: string): Promise<boolean> {
  const started = await ensureQueue(queue)
  const connection = { db: fromPrisma(tx) }
  const waiting = await started.findJobs(queue.name, { id, queued: true, ...connection })
  if (waiting.length === 0) return false
  await started.deleteJob(queue.name, id, connection)
  return true
}

/** Starts the workers of this process. Waits for the database; a failing job is logged and tried again by its queue. */
export async function startWorkers(workers: readonly Worker[]): Promise<void> {
  await boss(true)
  for (const { queue, run, schedule, pollingIntervalSeconds = 2 } of workers) {
    const started = await ensureQueue(queue)
    await started.work(queue.name, { pollingIntervalSeconds }, async (jobs) => {
      for (const job of jobs) await runJob(queue.name, job.id, () => run(job.data))
    })
    if (schedule) await started.schedule(queue.name, schedule, null, { tz: 'Asia/Shanghai' })
  }
}

/** What the queue keeps of a failure is its name alone: messages and stacks may quote a phone. */
async function runJob(queue: string, jobId: string, run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    log().error({ queue, jobId, error: errorFacts(error) }, 'job failed')
    throw new Error('job failed')
  }
}

/** Lets running jobs end (10 s at most) and closes the connections. Safe to call twice. */
export async function stopWorkers(): Promise<void> {
  const stopping = running
  running = undefined
  queues = new Map()
  if (stopping) await (await stopping).stop({ graceful: true, timeout: 10_000 })
}
