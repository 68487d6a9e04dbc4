import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withConnection } from '@/lib/server/database/connect'
import { newId } from '@/lib/server/database/new-id'
import { envSchema } from '@/lib/server/env'
import { keyIdOf, openText, sealText } from '@/lib/server/secrets/ciphertext'
import { makeKey } from '@/lib/server/secrets/key'
import { lastingKeysOf } from '@/lib/server/secrets/lasting-keys'
import { makeRing, type Ring } from '@/lib/server/secrets/ring'
import { updateSchema } from './lib/database-schema'
import { parseKeys } from './lib/key-source'
import { newPassword } from './lib/postgres'
import { projectRoot } from './lib/project'
import { makeRoles, OWNER_ROLE, SERVER_ROLE } from './lib/roles'
import { type TemporaryCluster, temporaryCluster } from './lib/temporary-cluster'

/** `npm run keys:new` and `npm run keys:rotate` as real processes, while others read and write, one of them killed. */

const SECRET = 'the first key of a registry, long enough'
const FIRST = makeKey('aes', SECRET)
const ACCOUNTS = 3_000

let cluster: TemporaryCluster
let url: string
/** Of the role that the server connects as. */
let serverUrl: string
let dataDir: string
let file: string
const ids = Array.from({ length: ACCOUNTS }, () => newId())
/** The phones as last written, by account. */
const phones = new Map(ids.map((id, place) => [id, `138${String(place).padStart(8, '0')}`]))
const numberOf = (id: string) => `ID-${id}`

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-keys-'))
  file = path.join(dataDir, 'secret.key')
  writeFileSync(file, `${SECRET}\n`)
  cluster = await temporaryCluster()
  url = cluster.url('postgres')
  const passwords = { owner: newPassword(), server: newPassword() }
  await makeRoles(url, passwords)
  serverUrl = urlOf(SERVER_ROLE, passwords.server)
  await updateSchema(urlOf(OWNER_ROLE, passwords.owner), serverUrl)
  await withConnection(url, 'test', (client) =>
    client.query(
      `INSERT INTO account (id, type, name, "idNumber", "idNumberIndex", "idTailIndex", phone, "phoneIndex", "passwordHash")
       SELECT t.id, 'PERSON', '机主', t.number, t.id, t.id, t.phone, t.id, '-'
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS t (id, number, phone)`,
      [
        ids,
        ids.map((id) => sealText(FIRST, `account.idNumber:${id}`, numberOf(id))),
        ids.map((id) => sealText(FIRST, `account.phone:${id}`, phones.get(id) ?? '')),
      ],
    ),
  )
})
afterAll(async () => {
  await cluster.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

function urlOf(role: string, password: string): string {
  return Object.assign(new URL(url), { username: role, password }).href
}

type Run = { child: ChildProcess; output: () => string; ended: Promise<number | null> }

function run(script: string, ...args: string[]): Run {
  const env = { ...process.env, SECRET_KEY: '', DATABASE_URL: serverUrl, DATA_DIR: dataDir }
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', `scripts/${script}.ts`, ...args], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: the program is a child of bootstrap.mjs, and both are killed.
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output: () => output, ended }
}

/** The keys of a server that starts now. */
const serverRing = () =>
  makeRing(envSchema.parse({ DATABASE_URL: '-', ...parseKeys(readFileSync(file, 'utf8'), file) }))

const keysInUse = (client: pg.Client) =>
  client
    .query<{ number: string; phone: string }>('SELECT "idNumber" AS number, phone FROM account')
    .then(({ rows }) => rows.flatMap(({ number, phone }) => [keyIdOf(number), keyIdOf(phone)]))

/** Until told to stop: opens an account's numbers, and gives it another phone. */
async function work(ring: Ring, isOver: () => boolean): Promise<number> {
  let opened = 0
  await withConnection(url, 'worker', async (client) => {
    for (let place = 0; !isOver(); place = (place + 37) % ACCOUNTS) {
      const id = ids[place] ?? ''
      const { rows } = await client.query('SELECT "idNumber" AS number, phone FROM account WHERE id = $1', [
        id,
      ])
      expect(openText(ring.keys, `account.idNumber:${id}`, rows[0].number)).toBe(numberOf(id))
      expect(openText(ring.keys, `account.phone:${id}`, rows[0].phone)).toBe(phones.get(id))
      const phone = `139${String(opened).padStart(8, '0')}`
      const sealed = sealText(ring.writing, `account.phone:${id}`, phone)
      await client.query('UPDATE account SET phone = $2 WHERE id = $1', [id, sealed])
      phones.set(id, phone)
      opened += 1
    }
  })
  return opened
}

test('a rotation to SM4 while people work, killed in the middle and called again, leaves nothing behind and nothing unreadable', async () => {
  const made = run('keys-new', '--provider', 'sm4')
  expect(await made.ended, made.output()).toBe(0)
  const ring = serverRing()
  expect(ring.keys.map(({ id }) => id)).toEqual([expect.stringMatching(/^sm4-/), FIRST.id])
  const again = run('keys-new')
  expect([await again.ended, again.output()]).toEqual([1, expect.stringContaining('上一次换钥还没有结束')])

  // A server that was not started again would not read the new texts.
  await withConnection(url, 'test', async (former) => {
    await former.query(`SET application_name = 'nrmm-jobs ${FIRST.id}'`)
    const refused = run('keys-rotate')
    expect([await refused.ended, refused.output()]).toEqual([
      1,
      expect.stringContaining('还有服务进程没有使用新密钥'),
    ])
    expect(new Set(await keysInUse(former))).toEqual(new Set([FIRST.id]))
  })

  let over = false
  const working = work(ring, () => over)
  await withConnection(url, 'test', async (holder) => {
    // Somebody has a row locked, so the first run cannot end before it is killed.
    await holder.query('BEGIN')
    await holder.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [ids[1]])
    const killed = run('keys-rotate')
    await new Promise<void>((resolve) => {
      killed.child.stdout?.on('data', () => killed.output().includes('%') && resolve())
      void killed.ended.then(() => resolve())
    })
    process.kill(-(killed.child.pid ?? 0), 'SIGKILL')
    await killed.ended
    const inUse = await keysInUse(holder)
    expect(inUse.filter((id) => id === FIRST.id).length, killed.output()).toBeGreaterThan(0)
    expect(inUse.filter((id) => id === ring.writing.id).length, killed.output()).toBeGreaterThan(0)
    await holder.query('COMMIT')
  })
  const finished = run('keys-rotate')
  expect(await finished.ended, finished.output()).toBe(0)
  over = true
  expect(await working).toBeGreaterThan(0)

  await withConnection(url, 'test', async (client) => {
    const { rows } = await client.query<{ id: string; number: string; phone: string }>(
      'SELECT id, "idNumber" AS number, phone FROM account',
    )
    for (const { id, number, phone } of rows) {
      expect(openText([ring.writing], `account.idNumber:${id}`, number)).toBe(numberOf(id))
      expect(openText([ring.writing], `account.phone:${id}`, phone)).toBe(phones.get(id))
    }
    const events = await client.query(`SELECT details FROM audit_event WHERE action = 'keys.rotate'`)
    expect(events.rows).toEqual([{ details: expect.objectContaining({ notRotated: 0, unreadable: 0 }) }])
  })
  const after = serverRing()
  expect(readFileSync(file, 'utf8')).not.toContain(SECRET)
  expect(after.keys.map(({ id }) => id)).toEqual([ring.writing.id])
  expect(after.formerLeft).toBe(false)
  // Sessions, seals and blind indexes are those of before.
  expect(after.lasting.hmac('blind-index', 'phone:1')).toEqual(
    lastingKeysOf(FIRST).hmac('blind-index', 'phone:1'),
  )
  expect(existsSync(`${file}.tmp`)).toBe(false)

  // A copy of the former file, put back by mistake.
  const rotated = readFileSync(file, 'utf8')
  writeFileSync(file, `${SECRET}\n`)
  const mistaken = run('keys-rotate')
  expect([await mistaken.ended, mistaken.output()]).toEqual([1, expect.stringContaining(ring.writing.id)])
  writeFileSync(file, rotated)
}, 180_000)

test('a text that no key opens is named, stays as it is, and keeps the former key', async () => {
  const [id = ''] = ids
  const foreign = sealText(makeKey('aes', 'a key that nobody has any more, alas'), `account.phone:${id}`, '1')
  await withConnection(url, 'test', (client) =>
    client.query('UPDATE account SET phone = $2 WHERE id = $1', [id, foreign]),
  )
  const made = run('keys-new', '--provider', 'aes')
  expect(await made.ended, made.output()).toBe(0)
  const { writing } = serverRing()
  const rotated = run('keys-rotate')
  expect(await rotated.ended, rotated.output()).toBe(1)
  expect(rotated.output()).toContain(`读不出：account.phone，行 ${id}`)
  expect(rotated.output()).toContain('旧密钥还不能删除')
  expect(serverRing().keys).toHaveLength(2)
  await withConnection(url, 'test', async (client) => {
    const inUse = await keysInUse(client)
    expect(inUse.filter((key) => key !== writing.id)).toEqual([keyIdOf(foreign)])
  })
}, 180_000)
