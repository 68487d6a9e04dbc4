import { readdirSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { z } from 'zod'
import { env } from '@/lib/server/env'
import { withConnection } from './connect'
import { checkedRows } from './rows'

/** A load balancer probes every few seconds and must not wait for a hanging database. */
const TIMEOUT_MS = 2_000

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

/** An answer is valid this long: a thousand callers in a second are one question to the database. */
const VALID_MS = 1_000

let probing: Promise<Readiness> | undefined
let last: { status: Readiness; at: number } | undefined

/**
 * Is the database reachable within two seconds and fully migrated? Uses its own connection, since a busy pool is no
 * reason to take the server out of service; at most one probe runs, and its answer is given for a second.
 */
export async function findReadiness(): Promise<Readiness> {
  if (last && performance.now() - last.at < VALID_MS) return last.status
  probing ??= Promise.race([probe(), timeout()]).finally(() => {
    probing = undefined
  })
  const status = await probing
  last = { status, at: performance.now() }
  return status
}

function timeout(): Promise<Readiness> {
  return new Promise((resolve) => {
    AbortSignal.timeout(TIMEOUT_MS).addEventListener('abort', () => resolve('unreachable'), { once: true })
  })
}

async function probe(): Promise<Readiness> {
  try {
    const applied = await withConnection(env().DATABASE_URL, 'readiness', appliedMigrations, {
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
    })
    return expectedMigrations().every((name) => applied.has(name)) ? 'ready' : 'not-migrated'
  } catch (error) {
    // 42P01: no such table.
    return error instanceof Error && 'code' in error && error.code === '42P01'
      ? 'not-migrated'
      : 'unreachable'
  }
}

async function appliedMigrations(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  return new Set(checkedRows(migrationRow, rows).map(({ name }) => name))
}
