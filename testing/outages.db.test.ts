import { afterEach, beforeAll, expect, it } from 'vitest'
import { preferenceRoutes } from '@/lib/features/preference/routes'
import { withConnection } from '@/lib/server/database/connect'
import { closeConnections } from '@/lib/server/database/connections'
import { db, longTransaction, type Tx } from '@/lib/server/database/db'
import { POOL_LIMITS } from '@/lib/server/database/time-limits'
import { env } from '@/lib/server/env'
import { outageOf } from '@/lib/server/observe/outage'
import { SERVER_ROLE } from '@/scripts/lib/roles'
import { adminUrl, asAdmin } from './as-admin'
import { callRoute } from './call-route'
import { type StaffSession, staffSession } from './staff-session'

/** What the database's operator, or a failover, may do to a server at work: never a 500, and it says what is the matter. */

const limits = POOL_LIMITS.commands
const { lock } = limits

let officer: StaffSession
let database = ''
beforeAll(async () => {
  officer = await staffSession(db(), 'SUPERVISOR', '130200')
  database = new URL(adminUrl()).pathname.slice(1)
})
afterEach(async () => {
  limits.lock = lock
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
  limits.lock = 100
  await closeConnections()
  await withConnection(adminUrl(), 'test-holder', async (holder) => {
    await holder.query('BEGIN')
    await holder.query('LOCK TABLE staff_preference IN EXCLUSIVE MODE')
    await expectOutage(save(['plate']), '系统繁忙')
    await holder.query('ROLLBACK')
  })
  expect((await save(['plate'])).status).toBe(200)
})

it('a host that no name server knows', async () => {
  const { DATABASE_URL: known } = env()
  env().DATABASE_URL = 'postgresql://nobody@database.invalid:5432/none'
  await closeConnections()
  try {
    await expectOutage(save(['plate']), '暂时不可用')
  } finally {
    env().DATABASE_URL = known
  }
})

it('a statement that takes too long, and the connection works on', async () => {
  const { statement } = limits
  limits.statement = 100
  await closeConnections()
  try {
    const slow = db().$queryRaw`SELECT pg_sleep(10)::text AS slept`.catch((error: unknown) => outageOf(error))
    expect(await slow).toMatchObject({ code: 'UNAVAILABLE', detail: expect.stringContaining('系统繁忙') })
    expect((await save(['plate'])).status).toBe(200)
  } finally {
    limits.statement = statement
  }
})

it('work that may take longer is given its time, and its connection takes it to nobody else', async () => {
  const { statement } = limits
  limits.statement = 300
  await closeConnections()
  try {
    const sleep = (tx: Tx) => tx.$queryRaw`SELECT pg_sleep(1.5)::text AS slept`
    await longTransaction('report', sleep)
    expect(await db().$transaction(sleep).catch(outageOf)).toMatchObject({ code: 'UNAVAILABLE' })
  } finally {
    limits.statement = statement
  }
})
