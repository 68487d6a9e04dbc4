import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { prepareDataFolder } from './data-folder'
import { sharedHome } from './postgres-binaries'
import { canReach, databaseUser, serverUser } from './run-as'

const asRoot = process.getuid?.() === 0
let parent: string
let dataDir: string

/** A folder made beforehand and used by an earlier release: readable by everybody. */
beforeEach(() => {
  parent = mkdtempSync(path.join(os.tmpdir(), 'nrmm-folder-'))
  chmodSync(parent, 0o755)
  dataDir = path.join(parent, 'data')
  mkdirSync(path.join(dataDir, 'photos', '2026'), { recursive: true })
  for (const name of ['photos/2026/a.jpg', 'outbox.jsonl', 'secret.key', 'postgres.json', 'postgres.log']) {
    writeFileSync(
      path.join(dataDir, name),
      name === 'postgres.json' ? '{"place":"postgres","password":"x"}' : name,
    )
    chmodSync(path.join(dataDir, name), 0o644)
  }
  for (const name of ['.', 'photos', 'photos/2026']) chmodSync(path.join(dataDir, name), 0o755)
})
afterEach(() => {
  rmSync(parent, { recursive: true, force: true })
  if (asRoot) rmSync(sharedHome(dataDir, 'files'), { recursive: true, force: true })
})

const at = (name: string) => path.join(dataDir, name)
const modeOf = (name: string) => (statSync(at(name)).mode & 0o777).toString(8)

test('nobody else can read anything in it', () => {
  expect(prepareDataFolder(dataDir)).toBe(dataDir)
  expect(modeOf('.')).toBe(asRoot ? '710' : '700')
  expect(modeOf('photos')).toBe('700')
  for (const name of ['outbox.jsonl', 'secret.key', 'postgres.json', 'postgres.log'])
    expect(modeOf(name)).toBe('600')
})

describe.runIf(asRoot)('under root', () => {
  const server = serverUser()
  const database = databaseUser()

  test('server and database are different users, neither of them root', () => {
    expect(new Set([0, server.uid, database.uid]).size).toBe(3)
    expect(new Set([0, server.gid, database.gid]).size).toBe(3)
  })

  test('the server has its files and the key; the passwords of the database are root’s; PostgreSQL only passes through', () => {
    prepareDataFolder(dataDir)
    const readable = (name: string) => [canReach(server, '-r', at(name)), canReach(database, '-r', at(name))]
    for (const name of ['photos/2026/a.jpg', 'outbox.jsonl', 'secret.key'])
      expect([name, readable(name)]).toEqual([name, [true, false]])
    for (const name of ['postgres.json', 'postgres.log'])
      expect([name, readable(name)]).toEqual([name, [false, false]])
    expect(canReach(server, '-w', dataDir)).toBe(true)
    expect([canReach(database, '-x', dataDir), canReach(database, '-r', dataDir)]).toEqual([true, false])
  })

  test('below a folder of root’s alone, the server’s files are elsewhere, with links to them', () => {
    chmodSync(parent, 0o700)
    chownSync(parent, 0, 0)
    const home = prepareDataFolder(dataDir)
    expect(home).toBe(sharedHome(dataDir, 'files'))
    expect(lstatSync(at('photos')).isSymbolicLink()).toBe(true)
    expect(readFileSync(at('photos/2026/a.jpg'), 'utf8')).toBe('photos/2026/a.jpg')
    expect(canReach(server, '-r', path.join(home, 'photos/2026/a.jpg'))).toBe(true)
    expect(canReach(server, '-w', home)).toBe(true)
    expect(canReach(database, '-x', home)).toBe(false)
    expect(existsSync(path.join(home, 'secret.key'))).toBe(false)
    writeFileSync(path.join(home, 'audit-head.json'), '{}')
    expect(prepareDataFolder(dataDir)).toBe(home)
    expect(readFileSync(at('audit-head.json'), 'utf8')).toBe('{}')
  })
})
