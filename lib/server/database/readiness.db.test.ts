import { type AddressInfo, createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { env } from '@/lib/server/env'
import { SERVER_ROLE } from '@/scripts/lib/roles'
import { adminUrl, asAdmin } from '@/testing/as-admin'
import { closeConnections } from './connections'
import { findReadiness } from './readiness'

const address = env().DATABASE_URL

beforeAll(() => void vi.useFakeTimers({ toFake: ['performance'] }))
// The answer of an earlier question is no longer valid.
beforeEach(() => void vi.advanceTimersByTime(1_000))
afterAll(() => void vi.useRealTimers())

afterEach(() => useDatabase(address))

/** The pool that serves, at another address. */
async function useDatabase(url: string): Promise<void> {
  env().DATABASE_URL = url
  await closeConnections()
}

describe('readiness', () => {
  it('is given when the database is reachable and migrated', async () => {
    expect(await findReadiness()).toBe('ready')
  })

  it('waits for the last migration', async () => {
    await asAdmin(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%rules'`)
    expect(await findReadiness()).toBe('not-migrated')
    await asAdmin('UPDATE _prisma_migrations SET finished_at = now()')
    vi.advanceTimersByTime(1_000)
    expect(await findReadiness()).toBe('ready')
  })

  it('is one question to the database for all who ask within a second', async () => {
    let connections = 0
    const refusing = createServer((socket) => {
      connections += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve))
    await useDatabase(`postgresql://nobody@127.0.0.1:${(refusing.address() as AddressInfo).port}/none`)
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => findReadiness()))
      expect(new Set(answers)).toEqual(new Set(['unreachable']))
    }
    expect(connections).toBe(1)
    vi.advanceTimersByTime(1_000)
    await useDatabase(address)
    expect(await findReadiness()).toBe('ready')
    refusing.close()
  })

  it('is refused to an empty database', async () => {
    await useDatabase(address.replace(/\/[^/]+$/, '/postgres'))
    expect(await findReadiness()).toBe('not-migrated')
  })

  it('is refused while the database only reads, and says so', async () => {
    const inDatabase = `ALTER ROLE ${SERVER_ROLE} IN DATABASE "${new URL(adminUrl()).pathname.slice(1)}"`
    await asAdmin(`${inDatabase} SET default_transaction_read_only = on`)
    await closeConnections()
    expect(await findReadiness()).toBe('read-only')
    await asAdmin(`${inDatabase} RESET ALL`)
    await closeConnections()
    vi.advanceTimersByTime(1_000)
    expect(await findReadiness()).toBe('ready')
  })

  it('is refused when nobody listens', async () => {
    await useDatabase('postgresql://nobody@127.0.0.1:1/none')
    expect(await findReadiness()).toBe('unreachable')
  })

  it('is refused after a while when the database hangs', async () => {
    const silent = createServer()
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const at = silent.address()
    if (at === null || typeof at === 'string') throw new Error('no port')
    await useDatabase(`postgresql://nobody@127.0.0.1:${at.port}/none`)
    // Accepts connections and never responds: without a time-out this would wait forever.
    expect(await findReadiness()).toBe('unreachable')
    silent.close()
  })
})
