import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminUrl } from '@/testing/as-admin'
import { connect } from './connect'
import { copyIn } from './copy-in'

let client: pg.Client

beforeAll(async () => {
  // The server's role may not make temporary tables.
  client = await connect(adminUrl(), 'test')
  await client.query('CREATE TEMP TABLE taken (id int PRIMARY KEY, note text)')
})
afterAll(() => client.end())

describe('COPY into a table', () => {
  it('takes what the format itself writes with', async () => {
    const notes = ['a\tb', 'c\nd\re', '\\N', '\\.', '', '汉', null]
    await copyIn(
      client,
      'taken (id, note)',
      notes.map((note, id) => [id, note]),
    )
    const { rows } = await client.query<{ note: string }>('SELECT note FROM taken ORDER BY id')
    expect(rows.map(({ note }) => note)).toEqual(notes)
  })

  it('of no rows asks nothing', async () => {
    await expect(copyIn(client, 'no_such_table', [])).resolves.toBeUndefined()
  })

  it('refuses by the code of the database, also while much is still on its way, and leaves the connection usable', async () => {
    const many = Array.from({ length: 50_000 }, (_, row) => [1000 + row, 'x'.repeat(400)])
    await expect(copyIn(client, 'taken', [[0, 'again'], ...many])).rejects.toMatchObject({ code: '23505' })
    await expect(copyIn(client, 'no_such_table', many)).rejects.toMatchObject({ code: '42P01' })
    await copyIn(client, 'taken', [[100, 'after it']])
    const { rows } = await client.query<{ count: number }>('SELECT count(*)::int FROM taken WHERE id >= 100')
    expect(rows[0]?.count).toBe(1)
  })

  it('fails when its connection breaks', async () => {
    const broken = await connect(adminUrl(), 'test')
    await broken.query('CREATE TEMP TABLE gone (note text)')
    const { rows } = await broken.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await client.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid])
    await expect(copyIn(broken, 'gone', [['x']])).rejects.toThrow()
    await broken.end()
  })
})
