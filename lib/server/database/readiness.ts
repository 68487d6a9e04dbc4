import { readdirSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { z } from 'zod'
import { env } from '@/lib/server/env'
import { withConnection } from './connect'
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

let probing: Promise<Readiness> | undefined

/**
 * Can this server work: is the database reachable within two seconds, and has it every migration?
 * On a connection of its own, since a busy pool is no reason to be taken out of service; on one only, however many ask.
 */
export function findReadiness(): Promise<Readiness> {
  probing ??= Promise.race([ask(), late()]).finally(() => {
    probing = undefined
  })
  return probing
}

function late(): Promise<Readiness> {
  return new Promise((resolve) => {
    AbortSignal.timeout(WITHIN_MS).addEventListener('abort', () => resolve('unreachable'), { once: true })
  })
}

async function ask(): Promise<Readiness> {
  try {
    const applied = await withConnection(env().DATABASE_URL, 'readiness', appliedMigrations, {
      connectionTimeoutMillis: WITHIN_MS,
      query_timeout: WITHIN_MS,
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
