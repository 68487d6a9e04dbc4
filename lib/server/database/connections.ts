/**
 * All database connections of one server process. Each kind of work has its own pool, so that none waits for another;
 * their sum is in README, Settings. How long each may take: time-limits.ts.
 */
import pg from 'pg'
import { env } from '@/lib/server/env'
import { createClient, type PrismaClient, statementNames } from '@/prisma/client'
import { PooledClient } from './pooled-client'
import { limitOptions, POOL_LIMITS } from './time-limits'

const SIZES = {
  /** Prisma: a command holds its connection for a transaction. */
  commands: () => env().DATABASE_POOL,
  /** Single statements of sessions, searches and lists. */
  readers: () => env().DATABASE_READERS,
  /** Counters of lib/server/http/limits.ts. */
  limits: () => env().DATABASE_LIMITS,
  /** pg-boss, which opens and closes its pool itself (lib/server/jobs). */
  jobs: () => env().DATABASE_JOBS,
  /** Long reads of one snapshot: exports. */
  snapshots: () => env().DATABASE_SNAPSHOTS,
} as const
type PoolName = keyof typeof SIZES

export function poolOptions(name: PoolName): pg.PoolConfig {
  return {
    connectionString: env().DATABASE_URL,
    application_name: `nrmm-${name}`,
    max: SIZES[name](),
    Client: PooledClient,
    ...limitOptions(POOL_LIMITS[name]),
  }
}

// Open connections must survive the module reloads of development.
type Opened = {
  prisma?: PrismaClient
  pools: Map<PoolName, pg.Pool>
  nameOf: ReturnType<typeof statementNames>
}
const globals = globalThis as { nrmmDatabase?: Opened }

function opened(): Opened {
  globals.nrmmDatabase ??= { pools: new Map(), nameOf: statementNames() }
  return globals.nrmmDatabase
}

/** The one Prisma client of this process, opened on first use. */
export function prismaClient(): PrismaClient {
  const { prisma = createClient(poolOptions('commands')) } = opened()
  opened().prisma = prisma
  return prisma
}

/** The pool of that name, opened on first use. */
export function pool(name: Exclude<PoolName, 'commands' | 'jobs'>): pg.Pool {
  const { pools } = opened()
  const existing = pools.get(name)
  if (existing) return existing
  const created = new pg.Pool(poolOptions(name))
  // An idle connection that is lost (the database restarts) is replaced; without a handler the event would end the process.
  created.on('error', () => undefined)
  pools.set(name, created)
  return created
}

/** Name of the prepared statement for this SQL on the readers' connections. */
export function statementName(sql: string): string {
  return opened().nameOf({ sql })
}

/**
 * Closes all connections opened here, once running queries have ended: call after the last request and after
 * `stopWorkers`. Later callers get new connections.
 */
export async function closeConnections(): Promise<void> {
  const closing = globals.nrmmDatabase
  globals.nrmmDatabase = undefined
  await Promise.all([
    closing?.prisma?.$disconnect(),
    ...[...(closing?.pools.values() ?? [])].map((each) => each.end()),
  ])
}
