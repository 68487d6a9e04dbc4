import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { env } from '@/lib/server/env'
import { Prisma } from '@/prisma/client'
import { withConnection } from './connect'
import { closeConnections, pool } from './connections'
import { db, readRows } from './db'
import { findReadiness } from './readiness'
import { inSnapshot } from './snapshot'
import { POOL_LIMITS } from './time-limits'

/** PostgreSQL's count of connections by name, without the querying one. */
async function connected(): Promise<Record<string, number>> {
  const rows = await withConnection(env().DATABASE_URL, 'test', async (client) => {
    const found = await client.query<{ name: string; count: number }>(
      `SELECT application_name AS name, count(*)::int FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'nrmm-%' AND pid <> pg_backend_pid()
       GROUP BY 1`,
    )
    return found.rows
  })
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}

const many = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 60 }, work))
const sleep = Prisma.sql`SELECT pg_sleep(0.02)::text AS slept`
const slept = z.object({ slept: z.string() })
const one = z.object({ one: z.int() })

afterEach(closeConnections)

describe('connections', () => {
  it('have the name of their use, and are never more than their setting says', async () => {
    await many(() => db().$queryRaw(sleep))
    await many(() => readRows(slept)`SELECT pg_sleep(0.02)::text AS slept`)
    await many(() => pool('limits').query('SELECT pg_sleep(0.02)'))
    expect(await connected()).toEqual({
      'nrmm-commands': env().DATABASE_POOL,
      'nrmm-readers': env().DATABASE_READERS,
      'nrmm-limits': env().DATABASE_LIMITS,
    })
  })

  it('of exports are closed with each export', async () => {
    const during = await inSnapshot(async (snapshot) => {
      await snapshot.rows('one', one, Prisma.sql`SELECT 1 AS one`)
      return connected()
    })
    expect(during).toEqual({ 'nrmm-snapshots': 1 })
    expect(pool('snapshots').totalCount).toBe(0)
  })

  it('for readiness are one of those that serve, however many ask', async () => {
    const ready = (await many(findReadiness)).filter((status) => status === 'ready')
    expect(ready).toHaveLength(60)
    expect(await connected()).toEqual({ 'nrmm-readers': 1 })
  })

  it('have limits of time, of which PostgreSQL knows', async () => {
    const limit = z.object({ name: z.string(), setting: z.string() })
    const found = await readRows(limit)`
      SELECT name, setting FROM pg_settings
      WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') ORDER BY name`
    const { idle, lock, statement } = POOL_LIMITS.readers
    expect(found.map(({ setting }) => Number(setting))).toEqual([idle, lock, statement])
  })

  it('are all closed in one place, and opened again for whoever asks later', async () => {
    await Promise.all([
      db().$queryRaw(sleep),
      readRows(slept)`SELECT pg_sleep(0.02)::text AS slept`,
      pool('limits').query('SELECT 1'),
    ])
    await closeConnections()
    // The driver does not wait until PostgreSQL has ended its side.
    await expect.poll(connected).toEqual({})
    expect(await readRows(one)`SELECT 1::int AS one`).toEqual([{ one: 1 }])
  })
})
