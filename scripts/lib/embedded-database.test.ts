import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withConnection } from '@/lib/server/database/connect'
import { type EmbeddedDatabase, openEmbedded } from './embedded-database'
import { startCluster } from './postgres'
import { findBinaries } from './postgres-binaries'
import { isAlive } from './processes'
import { databaseUser } from './run-as'

const asRoot = process.getuid?.() === 0
const lost = (error: Error) => {
  throw error
}

let dataDir: string
let opened: EmbeddedDatabase[]

beforeEach(() => {
  opened = []
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-embedded-'))
  chmodSync(dataDir, 0o711)
})

afterEach(async () => {
  for (const database of opened) await database.stop()
  const { place } = record()
  rmSync(dataDir, { recursive: true, force: true })
  if (path.isAbsolute(place)) rmSync(path.dirname(place), { recursive: true, force: true })
})

const record = (): { place: string; port: number; password: string } =>
  JSON.parse(readFileSync(path.join(dataDir, 'postgres.json'), 'utf8'))
const clusterDir = () => path.resolve(dataDir, record().place)
const postmaster = () => Number.parseInt(readFileSync(path.join(clusterDir(), 'postmaster.pid'), 'utf8'), 10)

async function open(): Promise<EmbeddedDatabase> {
  const database = await openEmbedded(dataDir, lost)
  opened.push(database)
  return database
}

function queryValue(url: string, sql: string): Promise<string> {
  return withConnection(url, 'test', async (client) => {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return String(rows[0]?.[0] ?? '')
  })
}

test('a cluster for Chinese text, which survives a stop', async () => {
  const first = await open()
  expect(
    await queryValue(
      first.url,
      "SELECT datcollate || ' ' || pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'nrmm'",
    ),
  ).toBe('C.UTF-8 UTF8')
  expect(await queryValue(first.url, 'SHOW synchronous_commit')).toBe('on')
  await queryValue(first.ownerUrl, "CREATE TABLE stored AS SELECT '推土机' AS word")
  await first.stop()
  expect(existsSync(path.join(clusterDir(), 'postmaster.pid'))).toBe(false)
  const second = await open()
  expect(second.url).toBe(first.url)
  expect(await queryValue(second.ownerUrl, 'SELECT word FROM stored')).toBe('推土机')
})

test('PostgreSQL is restarted after a crash, with all committed data', async () => {
  const { ownerUrl: url } = await open()
  await queryValue(url, 'CREATE TABLE stored AS SELECT 7 AS number')
  const pid = postmaster()
  process.kill(pid, 'SIGKILL')
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 60_000, interval: 50 })
  await vi.waitFor(async () => expect(await queryValue(url, 'SELECT number FROM stored')).toBe('7'), {
    timeout: 60_000,
    interval: 200,
  })
  expect(postmaster()).not.toBe(pid)
})

test('PostgreSQL that a killed start left running gives way to the next start', async () => {
  const first = await open()
  await queryValue(first.ownerUrl, 'CREATE TABLE stored AS SELECT 1 AS number')
  await first.stop()
  const { port, password } = record()
  const runAs = databaseUser()
  const options = { dir: clusterDir(), logFile: path.join(dataDir, 'postgres.log'), password, port }
  const orphan = await startCluster(options, findBinaries(runAs), runAs)
  const second = await open()
  expect(isAlive(orphan.pid)).toBe(false)
  expect(await queryValue(second.ownerUrl, 'SELECT number FROM stored')).toBe('1')
})

test('a pid file left by a power cut does not block the start', async () => {
  const first = await open()
  await first.stop()
  writeFileSync(
    path.join(clusterDir(), 'postmaster.pid'),
    `${process.pid}\n${clusterDir()}\n1\n1\n\n127.0.0.1\n\nready\n`,
  )
  const second = await open()
  expect(await queryValue(second.url, 'SELECT 1')).toBe('1')
})

test('half a cluster, left by a killed first start, is created again', async () => {
  const first = await open()
  await first.stop()
  const half = { ...record(), created: false }
  rmSync(clusterDir(), { recursive: true })
  writeFileSync(path.join(dataDir, 'postgres.json'), JSON.stringify(half))
  const second = await open()
  expect(await queryValue(second.url, 'SELECT 1')).toBe('1')
})

test('a folder that only root may enter: the cluster is placed where its user can reach it', async () => {
  chmodSync(dataDir, 0o700)
  const { url } = await open()
  expect(await queryValue(url, 'SELECT 1')).toBe('1')
  expect(path.isAbsolute(record().place)).toBe(asRoot)
})

function run(url: string, statements: string): Promise<void> {
  return withConnection(url, 'test', async (client) => void (await client.query(statements)))
}

test('a folder of an earlier release, whose superuser owned everything, is handed over to the owner’s role', async () => {
  const first = await open()
  const superuser = () => {
    const { password, port } = record()
    return `postgresql://postgres:${password}@127.0.0.1:${port}/nrmm`
  }
  await run(
    superuser(),
    `CREATE EXTENSION pg_trgm; CREATE TYPE mood AS ENUM ('a'); CREATE SCHEMA pgboss; CREATE TABLE pgboss.job (id serial PRIMARY KEY);
     CREATE TABLE kept (id bigserial, mood mood); CREATE VIEW seen AS SELECT id FROM kept; CREATE SEQUENCE loose;
     CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
  )
  await first.stop()
  const { passwords: _, ...former } = JSON.parse(readFileSync(path.join(dataDir, 'postgres.json'), 'utf8'))
  writeFileSync(path.join(dataDir, 'postgres.json'), JSON.stringify(former))

  const second = await open()
  const owners = `SELECT string_agg(DISTINCT pg_get_userbyid(owner), ' ') FROM (
    SELECT relowner AS owner FROM pg_class c WHERE relnamespace IN ('public'::regnamespace, 'pgboss'::regnamespace) AND relkind <> 'i'
    UNION SELECT typowner FROM pg_type WHERE typname = 'mood' UNION SELECT proowner FROM pg_proc WHERE proname = 'one'
    UNION SELECT nspowner FROM pg_namespace WHERE nspname = 'pgboss' UNION SELECT datdba FROM pg_database WHERE datname = 'nrmm') x`
  expect(await queryValue(superuser(), owners)).toBe('nrmm_owner')
  expect(
    await queryValue(
      superuser(),
      "SELECT pg_get_userbyid(extowner) FROM pg_extension WHERE extname = 'pg_trgm'",
    ),
  ).toBe('postgres')
  await queryValue(second.ownerUrl, 'ALTER TABLE kept ADD COLUMN more int')
  expect(await queryValue(second.url, 'SELECT current_user')).toBe('nrmm_app')
  await expect(queryValue(second.url, 'SELECT * FROM kept')).rejects.toMatchObject({ code: '42501' })
})
