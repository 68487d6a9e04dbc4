/**
 * How long anything at the database may take, all in one place (for operators: docs/operations.md). What stands in
 * DATABASE_URL (`?statement_timeout=20000`) goes before it.
 */
import type pg from 'pg'

/** All in milliseconds; 0: no limit. */
export type TimeLimits = {
  /** PostgreSQL breaks a statement off that runs longer. */
  statement: number
  /** PostgreSQL breaks a statement off that waits longer for a lock. */
  lock: number
  /** PostgreSQL ends a transaction in which nothing is asked for so long: a server that was cut off holds no locks. */
  idle: number
}

/** Until a connection is made, password included. */
const CONNECT_MS = 5_000
/** Silence after which the kernel asks whether the other side is there; it asks ten times, a second apart (libuv). */
const KEEP_ALIVE_MS = 5_000
/** PostgreSQL says first that a statement takes too long; only where nothing comes back at all does the client give up. */
const MARGIN_MS = 1_000

/** Of the pools of lib/server/database/connections.ts; `connect`: until one of its connections is free, or a new one is made. */
type PoolLimits = TimeLimits & { connect: number }
export const POOL_LIMITS = {
  // Somebody waits: after an outage the last of what was asked during it ends within eight seconds.
  commands: { connect: CONNECT_MS, statement: 7_000, lock: 5_000, idle: 7_000 },
  // The slowest search takes tenths of a second at five million machines (docs/benchmarks.md); nothing of it locks.
  readers: { connect: CONNECT_MS, statement: 7_000, lock: 2_000, idle: 7_000 },
  // Asked before each request: without an answer the counters of this process count on.
  limits: { connect: 2_000, statement: 2_000, lock: 1_000, idle: 2_000 },
  // Nobody waits; its maintenance deletes many rows at once.
  jobs: { connect: 10_000, statement: 30_000, lock: 10_000, idle: 30_000 },
  // A country's search is sorted before its first row comes, and the file is written between two batches.
  snapshots: { connect: CONNECT_MS, statement: 600_000, lock: 30_000, idle: 120_000 },
} satisfies Record<string, PoolLimits>

const QUICK: TimeLimits = { statement: 10_000, lock: 5_000, idle: 10_000 }
/** Somebody sits beside it and may break it off; but what waits for nothing ends. */
const UNLIMITED: TimeLimits = { statement: 0, lock: 0, idle: 3_600_000 }

/** Of single connections (lib/server/database/connect.ts) by their name. All others are programs of an operator: UNLIMITED. */
const PROGRAM_LIMITS: Record<string, TimeLimits> = {
  // Before a start: one row each.
  check: QUICK,
  probe: QUICK,
  alone: QUICK,
  key: QUICK,
  // Rights on every table, after another server that gives the same ones.
  roles: { statement: 120_000, lock: 60_000, idle: 60_000 },
}

/** Transactions that may take longer than somebody waits (`longTransaction`), and how long as a whole. */
export const LONG_WORK = {
  // The figures of a country for a page whose reader expects to wait.
  report: { statement: 50_000, lock: 2_000, idle: 10_000, whole: 60_000 },
  // A batch of what is done every few minutes or at night; nobody waits for it.
  background: { statement: 14_000, lock: 5_000, idle: 7_000, whole: 15_000 },
  // Counts every machine, at night.
  figures: { statement: 1_200_000, lock: 5_000, idle: 60_000, whole: 1_800_000 },
  // Folds what a bulk load has left.
  fold: { statement: 120_000, lock: 5_000, idle: 10_000, whole: 180_000 },
  // Deletes what is old, perhaps for the first time in a year.
  sweep: { statement: 300_000, lock: 5_000, idle: 30_000, whole: 600_000 },
  // The one that holds the sealer's lock waits for the one that seals; whoever verifies waits for both.
  seal: { statement: 60_000, lock: 60_000, idle: 90_000, whole: 90_000 },
  // Compares every event with its seal.
  verify: { statement: 300_000, lock: 5_000, idle: 10_000, whole: 360_000 },
  // Waits for receivers outside, a hundred heads one by one (lib/server/audit/sinks).
  deliver: { statement: 30_000, lock: 5_000, idle: 120_000, whole: 120_000 },
} satisfies Record<string, TimeLimits & { whole: number }>

/** The driver's options of a connection with these limits. */
export function limitOptions({
  connect = CONNECT_MS,
  statement,
  lock,
  idle,
}: TimeLimits & Partial<PoolLimits>): pg.ClientConfig {
  return {
    connectionTimeoutMillis: connect,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    statement_timeout: statement,
    lock_timeout: lock,
    idle_in_transaction_session_timeout: idle,
    ...(statement > 0 ? { query_timeout: readLimit(statement) } : {}),
  }
}

/** @param name as given to `connect` */
export function programLimits(name: string): TimeLimits {
  return PROGRAM_LIMITS[name] ?? UNLIMITED
}

/** How long the client waits for the answer to a statement that PostgreSQL breaks off after `statement`. */
export function readLimit(statement: number): number {
  return statement + MARGIN_MS
}

const ALLOWED = /^SELECT set_config\('statement_timeout', '(\d+)', true\)/

/** The statement that gives a transaction other limits than its pool's, until it ends (`allowTime`). */
export function allowance({ statement, lock, idle }: TimeLimits): string {
  return `SELECT set_config('statement_timeout', '${statement}', true), set_config('lock_timeout', '${lock}', true),
    set_config('idle_in_transaction_session_timeout', '${idle}', true)`
}

/** @returns the limit of a statement from here on, if this text is an `allowance` */
export function allowedBy(text: string): number | undefined {
  const found = ALLOWED.exec(text)?.[1]
  return found === undefined ? undefined : Number(found)
}
