/**
 * All connections to the database that one server opens. Each kind has a pool of its own, so that no kind of work waits
 * for another's; their sum is in README, Settings. One more is the readiness probe's.
 */
import pg from 'pg'
import { env } from '@/lib/server/env'
import { createClient, type PrismaClient, statementNames } from '@/prisma/client'

const SIZES = {
  /** Prisma: a command holds its connection for a transaction. */
  commands: () => env().DATABASE_POOL,
  /** Single statements of sessions, searches and lists. */
  readers: () => env().DATABASE_READERS,
  /** Counters of lib/server/http/limits.ts. */
  limits: () => env().DATABASE_LIMITS,
  /** pg-boss, which opens and closes its pool itself (lib/server/jobs). */
  jobs: () => env().DATABASE_JOBS,
  /** Long readings of one moment: exports. */
  snapshots: () => env().DATABASE_SNAPSHOTS,
} as const
type PoolName = keyof typeof SIZES

export function poolOptions(name: PoolName) {
  return {
    connectionString: env().DATABASE_URL,
    application_name: `nrmm-${name}`,
    max: SIZES[name](),
    connectionTimeoutMillis: 10_000,
  }
}

// Development reloads modules; what is open must survive that.
type Opened = {
  prisma?: PrismaClient
  pools: Map<PoolName, pg.Pool>
  nameOf: ReturnType<typeof statementNames>
}
const reloaded = globalThis as { nrmmDatabase?: Opened }

function opened(): Opened {
  reloaded.nrmmDatabase ??= { pools: new Map(), nameOf: statementNames() }
  return reloaded.nrmmDatabase
}

/** The one Prisma client of this process, opened on first use. */
export function prismaClient(): PrismaClient {
  const { prisma = createClient(poolOptions('commands')) } = opened()
  opened().prisma = prisma
  return prisma
}

/** The one pool of that name, opened on first use. */
export function pool(name: Exclude<PoolName, 'commands' | 'jobs'>): pg.Pool {
  const { pools } = opened()
  const known = pools.get(name)
  if (known) return known
  const created = new pg.Pool(poolOptions(name))
  // A connection that breaks while idle (the database restarts) is replaced; unheard, it would end the process.
  created.on('error', () => undefined)
  pools.set(name, created)
  return created
}

/** The name under which the readers' connections remember this statement. */
export function statementName(sql: string): string {
  return opened().nameOf({ sql })
}

/**
 * Closes everything that was opened here, once what is under way has ended: after the last request and after
 * `stopWorkers`. Whoever asks again gets new connections.
 */
export async function closeConnections(): Promise<void> {
  const closing = reloaded.nrmmDatabase
  reloaded.nrmmDatabase = undefined
  await Promise.all([
    closing?.prisma?.$disconnect(),
    ...[...(closing?.pools.values() ?? [])].map((each) => each.end()),
  ])
}
