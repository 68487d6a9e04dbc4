import { afterEach, beforeAll, expect, it } from 'vitest'
import { preferenceRoutes } from '@/lib/features/preference/routes'
import { withConnection } from '@/lib/server/database/connect'
import { closeConnections } from '@/lib/server/database/connections'
import { db } from '@/lib/server/database/db'
import { SERVER_ROLE } from '@/scripts/lib/roles'
import { adminUrl, asAdmin } from './as-admin'
import { callRoute } from './call-route'
import { type StaffSession, staffSession } from './staff-session'

/** What the database's operator, or a failover, may do to a server at work: never a 500, and it says what is the matter. */

let officer: StaffSession
let database = ''
beforeAll(async () => {
  officer = await staffSession(db(), 'SUPERVISOR', '130200')
  database = new URL(adminUrl()).pathname.slice(1)
})
afterEach(async () => {
  await asAdmin(`${inDatabase()} RESET ALL`, `ALTER DATABASE "${database}" CONNECTION LIMIT -1`)
  await closeConnections()
})

/** What is set for the server's connections to this database, and for no other of the cluster. */
const inDatabase = () => `ALTER ROLE ${SERVER_ROLE} IN DATABASE "${database}"`

const save = (value: string[]) =>
  callRoute<{ code?: string; detail?: string }>(preferenceRoutes.setPreference, {
    params: { key: 'machine-columns' },
    body: { value },
    headers: officer.headers,
  })

async function expectOutage(answer: Promise<Awaited<ReturnType<typeof save>>>, words: string): Promise<void> {
  const { status, headers, body } = await answer
  expect([status, body.code]).toEqual([503, 'UNAVAILABLE'])
  expect(headers.get('retry-after')).toBe('5')
  expect(body.detail).toContain(words)
}

it('a database that can only be read', async () => {
  expect((await save(['owner'])).status).toBe(200)
  await asAdmin(`${inDatabase()} SET default_transaction_read_only = on`)
  await closeConnections()
  await expectOutage(save(['plate']), '只能查询')
})

it('a database without a free connection', async () => {
  await closeConnections()
  await asAdmin(`ALTER DATABASE "${database}" CONNECTION LIMIT 0`)
  await expectOutage(save(['plate']), '系统繁忙')
})

it('a row that another holds for too long', async () => {
  expect((await save(['owner'])).status).toBe(200)
  await asAdmin(`${inDatabase()} SET lock_timeout = '100ms'`)
  await closeConnections()
  await withConnection(adminUrl(), 'test-holder', async (holder) => {
    await holder.query('BEGIN')
    await holder.query('LOCK TABLE staff_preference IN EXCLUSIVE MODE')
    await expectOutage(save(['plate']), '系统繁忙')
    await holder.query('ROLLBACK')
  })
  expect((await save(['plate'])).status).toBe(200)
})
