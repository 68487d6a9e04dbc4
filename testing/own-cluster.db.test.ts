import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '@/lib/server/database/connect'
import { type OwnCluster, startOwnCluster } from './own-cluster'

let cluster: OwnCluster

beforeAll(async () => {
  cluster = await startOwnCluster()
})
afterAll(() => cluster.stop())

const openConnection = () => connect(cluster.url, 'test')

const insert = 'INSERT INTO setting (key, value, "updatedAt") VALUES ($1, $2, now())'

test('PostgreSQL killed in the middle: what was committed is there, what was not is not', async () => {
  const committed = await openConnection()
  await committed.query(insert, ['committed', '1'])
  const open = await openConnection()
  await open.query('BEGIN')
  await open.query(insert, ['in-the-middle', '2'])

  await cluster.kill()
  await expect(committed.query('SELECT 1')).rejects.toThrow()
  await cluster.restart()

  const after = await openConnection()
  const { rows } = await after.query('SELECT key FROM setting ORDER BY key')
  expect(rows).toEqual([{ key: 'committed' }])
  await after.end()
})
