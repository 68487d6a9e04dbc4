import { readdirSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { z } from 'zod'
import { env } from '@/lib/server/env'
import { checkedRows } from './rows'

/** A load balancer asks every few seconds and must not wait for a database that hangs. */
const WITHIN_MS = 2_000

const migrationRow = z.object({ name: z.string() })

let expected: string[] | undefined

/** The migrations that this build was written for. */
function expectedMigrations(): string[] {
  expected ??= readdirSync(path.join(/* turbopackIgnore: true */ process.cwd(), 'prisma', 'migrations'), {
    withFileTypes: true,
  })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  return expected
}

export type Readiness = 'ready' | 'unreachable' | 'not-migrated'

/**
 * Can this server work: is the database reachable within two seconds, and has it every migration?
 * On a connection of its own, since a busy pool is no reason to be taken out of service.
 */
export async function findReadiness(): Promise<Readiness> {
  const client = new Client({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: WITHIN_MS,
    query_timeout: WITHIN_MS,
  })
  // A connection that breaks while it is used rejects the query as well; unheard, it would end the process.
  client.on('error', () => undefined)
  const giveUp = AbortSignal.timeout(WITHIN_MS)
  const late = new Promise<Readiness>((resolve) => {
    giveUp.addEventListener('abort', () => resolve('unreachable'), { once: true })
  })
  try {
    return await Promise.race([ask(client), late])
  } finally {
    void client.end().catch(() => undefined)
  }
}

async function ask(client: Client): Promise<Readiness> {
  try {
    await client.connect()
    const { rows } = await client.query(
      `SELECT migration_name AS name FROM _prisma_migrations
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    )
    const applied = new Set(checkedRows(migrationRow, rows).map(({ name }) => name))
    return expectedMigrations().every((name) => applied.has(name)) ? 'ready' : 'not-migrated'
  } catch (error) {
    // 42P01: no such table.
    return error instanceof Error && 'code' in error && error.code === '42P01'
      ? 'not-migrated'
      : 'unreachable'
  }
}
