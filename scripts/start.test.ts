import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { hashSync, verify } from '@node-rs/argon2'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect, withConnection } from '@/lib/server/database/connect'
import { PUBLISHED_PASSWORD } from '@/prisma/seed/published-password'
import { freePort } from './lib/postgres'
import { projectRoot } from './lib/project'
import { applyMigrations } from './lib/schema-engine'
import { takeStartLock } from './lib/start-lock'
import { temporaryCluster } from './lib/temporary-cluster'

/** The output of `npm start` when it cannot start: one sentence and exit code 1, before any slow step; and of its database steps. */

let dataDir: string
const servers: Server[] = []

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-start-'))
})

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

interface Result {
  code: number | null
  output: string
  errors: string
}

async function start(env: Record<string, string>, program = ['scripts/start.ts']): Promise<Result> {
  const port = String(await freePort())
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', ...program], {
    cwd: projectRoot,
    env: {
      ...process.env,
      DATABASE_URL: '',
      SECRET_KEY: '',
      SEED: '',
      HOST: '',
      DATA_DIR: dataDir,
      PORT: port,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8')
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8')
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output, errors }
}

async function expectRefusal(env: Record<string, string>, sentence: RegExp): Promise<Result> {
  const result = await start(env)
  expect(result.errors).toMatch(/^错误：[^\n]+\n$/)
  expect(result.errors).toMatch(sentence)
  expect(result.code).toBe(1)
  return result
}

function listen(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    servers.push(server)
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address && typeof address === 'object') resolve(address.port)
    })
  })
}

describe('settings', () => {
  test('an invalid port', () => expectRefusal({ PORT: '70000' }, /PORT .*“70000”/))

  test('a key that is too short', () => expectRefusal({ SECRET_KEY: 'short' }, /SECRET_KEY 至少 32 个字符/))

  test('an unknown seed', () => expectRefusal({ SEED: 'much' }, /SEED 只能是 demo 或 none/))

  test('the demo world on the network, untold', () =>
    expectRefusal({ HOST: '0.0.0.0', SEED: 'demo' }, /HOST=0\.0\.0\.0 .*DEMO_ON_NETWORK=yes/))

  test('an address of another machine', () =>
    expectRefusal({ HOST: '192.0.2.1', SEED: 'none' }, /没有 HOST 指定的地址/))

  test('a data folder that cannot be created', async () => {
    const file = path.join(dataDir, 'file')
    writeFileSync(file, '')
    await expectRefusal({ DATA_DIR: path.join(file, 'below') }, /数据目录 .*无法写入/)
  })
})

describe('resources in use', () => {
  test('the port', async () => {
    const port = await listen()
    await expectRefusal({ PORT: String(port) }, new RegExp(`端口 ${port} 已被其他程序占用`))
    // No lock remains that would block the next start.
    expect(readdirSync(dataDir)).not.toContain('start.lock')
  })

  test('the data folder, by another start', async () => {
    const lock = await takeStartLock(dataDir, 'http://localhost:3999')
    await expectRefusal({}, new RegExp(`已有一个实例在运行（进程 ${process.pid}，http://localhost:3999）`))
    lock.release()
  })
})

describe('a damaged data folder', () => {
  const record = { place: 'postgres', password: 'any', port: 0, created: true }
  const cluster = () => path.join(dataDir, 'postgres')
  const writeRecord = (text: string) => writeFileSync(path.join(dataDir, 'postgres.json'), text)

  test('PG_VERSION is gone', async () => {
    writeRecord(JSON.stringify(record))
    mkdirSync(cluster())
    await expectRefusal({}, /数据目录已损坏：.*PG_VERSION 缺失或内容不对/)
  })

  test('PG_VERSION is invalid', async () => {
    writeRecord(JSON.stringify(record))
    mkdirSync(cluster())
    writeFileSync(path.join(cluster(), 'PG_VERSION'), 'eighteen\n')
    await expectRefusal({}, /数据目录已损坏/)
  })

  test('another major version', async () => {
    writeRecord(JSON.stringify(record))
    mkdirSync(cluster())
    writeFileSync(path.join(cluster(), 'PG_VERSION'), '17\n')
    await expectRefusal({}, /是 PostgreSQL 17 的数据，本程序内置 PostgreSQL 18/)
  })

  test('the cluster is gone', async () => {
    writeRecord(JSON.stringify(record))
    await expectRefusal({}, /数据库文件夹 .* 不见了/)
  })

  test('its record cannot be read', async () => {
    writeRecord('{"place":')
    await expectRefusal({}, /postgres\.json 无法读取/)
  })

  test('its record is gone', async () => {
    mkdirSync(cluster())
    await expectRefusal({}, /有数据库文件夹而没有/)
  })
})

describe('DATABASE_URL', () => {
  test('nothing listens on the port', async () => {
    const port = await freePort()
    const url = `postgresql://somebody:hidden-word@127.0.0.1:${port}/registry`
    const { errors, output } = await expectRefusal({ DATABASE_URL: url }, /连接被拒绝/)
    expect(errors).toContain(`127.0.0.1:${port}/registry`)
    expect(errors + output).not.toContain('hidden-word')
  })

  test('another kind of database', () =>
    expectRefusal({ DATABASE_URL: 'mysql://localhost/x' }, /DATABASE_URL 应形如/))
})

describe('a key that does not match the database', () => {
  const cluster = temporaryCluster()
  afterAll(async () => (await cluster).stop())

  test('is refused before anything is written, as a superuser is before that', async () => {
    const url = (await cluster).url('postgres')
    await applyMigrations(url)
    const client = await connect(url, 'test')
    await client.query(
      `INSERT INTO setting (key, value, "updatedAt") VALUES ('secret-fingerprint', '"that of another key"', now())`,
    )
    await expectRefusal({ DATABASE_URL: url }, /用户 postgres 是超级用户，服务不应以它连接/)
    const { code, errors } = await start({ DATABASE_URL: url, DATABASE_SUPERUSER: 'yes' })
    expect([code, errors]).toEqual([1, expect.stringMatching(/^错误：SECRET_KEY 与该数据库不符.*\n$/)])
    const { rows } = await client.query('SELECT count(*)::int AS divisions FROM division')
    expect(rows[0].divisions).toBe(0)
    await client.end()
  })
})

describe('the database of a start', () => {
  const cluster = temporaryCluster()
  afterAll(async () => (await cluster).stop())
  const prepare = async (env: Record<string, string>) => {
    const url = (await cluster).url('postgres')
    const settings = { DATABASE_URL: url, SECRET_KEY: 'a key for tests only, of 32 characters or more' }
    return start({ ...settings, ...env }, ['scripts/prepare-database.ts', '3', '8'])
  }
  const passwordIn = (output: string) => /first password\s+(\S+)/.exec(output)?.[1]

  test('without a demo world: the three first administrators, whose passwords are printed once', async () => {
    const first = await prepare({ SEED: 'none' })
    expect([first.code, first.errors]).toEqual([0, ''])
    const password = passwordIn(first.output) ?? ''
    expect(password).toMatch(/^\w{4}-\d{4}-\w{4}$/)
    await withConnection((await cluster).url('postgres'), 'test', async (client) => {
      const { rows } = await client.query(
        'SELECT username, role, "passwordHash" AS hash, b."divisionCode" AS area, "mustChangePassword" FROM staff JOIN bureau b ON b.id = "bureauId" ORDER BY role',
      )
      const first = { area: '000000', mustChangePassword: true }
      expect(rows).toMatchObject([
        { username: 'admin', role: 'ADMINISTRATOR', ...first },
        { username: 'security', role: 'SECURITY_ADMINISTRATOR', ...first },
        { username: 'auditor', role: 'AUDIT_ADMINISTRATOR', ...first },
      ])
      // Nothing but a demo world lays a rule under which somebody works without a second factor.
      expect((await client.query("SELECT 1 FROM setting WHERE key = 'staff-sign-in'")).rows).toEqual([])
      expect(await verify(rows[0].hash, password)).toBe(true)
    })
    const second = await prepare({ SEED: 'none' })
    expect([second.code, passwordIn(second.output)]).toEqual([0, undefined])
  })

  test('of a release with one administrator: the two others are made, under names that are free', async () => {
    await withConnection((await cluster).url('postgres'), 'test', (client) =>
      client.query(
        "UPDATE staff SET role = 'REVIEWER' WHERE role IN ('SECURITY_ADMINISTRATOR', 'AUDIT_ADMINISTRATOR')",
      ),
    )
    const upgraded = await prepare({ SEED: 'none' })
    expect(upgraded.output.match(/username: \S+/g)).toEqual(['username: security.2', 'username: auditor.2'])
  })

  test('an earlier demo world with the published password is not served to other machines', async () => {
    await withConnection((await cluster).url('postgres'), 'test', (client) =>
      client.query('UPDATE staff SET "passwordHash" = $1', [hashSync(PUBLISHED_PASSWORD)]),
    )
    const refused = await prepare({ SEED: 'none', HOST: '0.0.0.0' })
    expect([refused.code, refused.errors]).toEqual([1, expect.stringMatching(/口令公开的演示账号/)])
    expect((await prepare({ SEED: 'none', HOST: '127.0.0.1' })).code).toBe(0)
  })
})
