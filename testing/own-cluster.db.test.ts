import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OwnCluster, startOwnCluster } from './own-cluster'

let cluster: OwnCluster

beforeAll(async () => {
  cluster = await startOwnCluster()
})
afterAll(() => cluster.stop())

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: cluster.url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const insert = 'INSERT INTO setting (key, value, "updatedAt") VALUES ($1, $2, now())'

test('PostgreSQL killed in the middle: what was committed is there, what was not is not', async () => {
  const committed = await connect()
  await committed.query(insert, ['committed', '1'])
  const open = await connect()
  await open.query('BEGIN')
  await open.query(insert, ['in-the-middle', '2'])

  await cluster.kill()
  await expect(committed.query('SELECT 1')).rejects.toThrow()
  await cluster.restart()

  const after = await connect()
  const { rows } = await after.query('SELECT key FROM setting ORDER BY key')
  expect(rows).toEqual([{ key: 'committed' }])
  await after.end()
})
