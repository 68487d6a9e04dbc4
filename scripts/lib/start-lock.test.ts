import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { birthOf } from './processes'
import { RestartLimit } from './restart-limit'
import { PlainError } from './say'
import { takeStartLock } from './start-lock'

let dir: string
const file = () => path.join(dir, 'start.lock')

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-lock-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

test('one of several starts at the same moment gets the lock', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => takeStartLock(dir, 'here')))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const one of tries) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(PlainError)
})

test('a released lock is gone, and can be taken again', async () => {
  const lock = await takeStartLock(dir, 'here')
  lock.release()
  expect(existsSync(file())).toBe(false)
  await expect(takeStartLock(dir, 'here')).resolves.toBeDefined()
})

test('the lock of a dead process is taken over', async () => {
  writeFileSync(file(), JSON.stringify({ pid: 2 ** 30, birth: '1', address: 'there' }))
  await takeStartLock(dir, 'here')
  expect(JSON.parse(readFileSync(file(), 'utf8')).pid).toBe(process.pid)
})

test('a reused pid does not hold the lock', async () => {
  const holder = { pid: process.ppid, birth: `not ${birthOf(process.ppid)}`, address: 'there' }
  writeFileSync(file(), JSON.stringify(holder))
  await takeStartLock(dir, 'here')
  expect(JSON.parse(readFileSync(file(), 'utf8')).pid).toBe(process.pid)
})

test('a lock that cannot be read is taken over', async () => {
  writeFileSync(file(), '')
  await expect(takeStartLock(dir, 'here')).resolves.toBeDefined()
})

test('a sixth restart within a minute is refused, one after that is not', () => {
  const limit = new RestartLimit(5, 60_000)
  const tries = [0, 1, 2, 3, 4].map((second) => limit.mayTry(second * 1000))
  expect(tries).toEqual([true, true, true, true, true])
  expect(limit.delayMs).toBe(4_000)
  expect(limit.mayTry(5_000)).toBe(false)
  expect(limit.mayTry(60_001)).toBe(true)
})
