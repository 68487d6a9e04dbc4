/**
 * Runs a PostgreSQL cluster through its own programs: `initdb`, `postgres`, and signals to stop.
 * The process has its own group, so that Ctrl-C in a terminal reaches only the caller, which decides the order of stopping.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Binaries, majorOf } from './postgres-binaries'
import { commandOf, endProcess, isAlive } from './processes'
import type { RunAs } from './run-as'

const superuser = 'postgres'
const readyWithinMs = 120_000

export interface ClusterOptions {
  /** The cluster's folder; the database user must be able to reach its parent. */
  dir: string
  /** Receives the output of PostgreSQL. */
  logFile: string
  password: string
  port: number
  /** Further settings, `name=value`. */
  settings?: string[]
}

export interface Cluster {
  pid: number
  port: number
  /** Connection string for a database of this cluster. */
  url(database: string): string
  /** Resolves when the process has ended, for any reason. */
  ended: Promise<void>
  /** Fast shutdown: clients are disconnected, committed data is safe. */
  stop(): Promise<void>
  /** `SIGKILL` simulates a crash; `SIGQUIT` stops at once and leaves recovery to the next start. */
  kill(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void>
}

export const newPassword = (): string => randomBytes(24).toString('base64url')

/** A free port of 127.0.0.1: `preferred` if it is free, else any. */
export function freePort(preferred = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => (preferred === 0 ? reject(error) : resolve(freePort())))
    probe.listen({ port: preferred, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

/** The first version with a built-in C.UTF-8; older ones use that of the system, which behaves the same for us. */
const BUILT_IN_LOCALE_FROM = 17

/** Creates the cluster: UTF-8 with the locale C.UTF-8, under which pg_trgm indexes Chinese text. */
export function createCluster(
  dir: string,
  password: string,
  binaries: Binaries,
  runAs: RunAs,
  ...more: string[]
): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(dir, runAs.uid, runAs.gid)
  const secrets = mkdtempSync(path.join(os.tmpdir(), 'nrmm-initdb-'))
  const passwordFile = path.join(secrets, 'password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (runAs.uid !== undefined && runAs.gid !== undefined) {
    chownSync(passwordFile, runAs.uid, runAs.gid)
    chownSync(secrets, runAs.uid, runAs.gid)
  }
  try {
    const args = [
      `--pgdata=${dir}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
    ]
    args.push(
      '--encoding=UTF8',
      ...(majorOf(binaries) >= BUILT_IN_LOCALE_FROM ? ['--locale-provider=builtin'] : []),
      '--locale=C.UTF-8',
      '--lc-messages=C',
      '--no-instructions',
      ...more,
    )
    const { status, stderr, error } = spawnSync(binaries.initdb, args, {
      ...runAs,
      cwd: '/',
      encoding: 'utf8',
      env: plainEnv(),
    })
    if (status !== 0) throw new Error(`initdb: ${(error?.message ?? stderr).trim()}`)
  } finally {
    rmSync(secrets, { recursive: true, force: true })
  }
}

/** Excludes PG* variables, which would change the server, and LD_LIBRARY_PATH, which would load other libraries. */
function plainEnv(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { NODE_ENV: process.env.NODE_ENV ?? 'production', PATH, HOME, TMPDIR, LC_ALL: 'C' }
}

/** The pid in postmaster.pid, and whether the server accepts connections. */
export function readPidFile(dir: string): { pid: number; ready: boolean } | undefined {
  const file = path.join(dir, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  return Number.isInteger(pid) ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined
}

/** Stops a server left on this folder by a killed start. Checks its command line: a pid may be reused after a reboot. */
export async function stopOrphan(dir: string): Promise<number | undefined> {
  const pid = readPidFile(dir)?.pid
  if (pid === undefined || !isAlive(pid)) return undefined
  const command = commandOf(pid)
  if (!command.includes('postgres') || !command.includes(dir)) return undefined
  const gone = await endProcess(pid, [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ])
  if (!gone) throw new Error(`process ${pid} still holds ${dir}`)
  return pid
}

function spawnServer(options: ClusterOptions, binaries: Binaries, runAs: RunAs): ChildProcess {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=256MB',
    'log_min_messages=warning',
    ...(options.settings ?? []),
  ]
  const args = [
    '-D',
    options.dir,
    '-p',
    String(options.port),
    ...settings.flatMap((setting) => ['-c', setting]),
  ]
  // A file opened before the change of user: unlike a pipe, it outlives this process.
  const log = openSync(options.logFile, 'a', 0o600)
  try {
    return spawn(binaries.postgres, args, {
      ...runAs,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: plainEnv(),
    })
  } finally {
    closeSync(log)
  }
}

async function waitUntilReady(child: ChildProcess, dir: string, hasEnded: () => boolean): Promise<void> {
  const until = Date.now() + readyWithinMs
  while (Date.now() < until) {
    if (hasEnded()) throw new Error('PostgreSQL ended while starting')
    const found = readPidFile(dir)
    if (found?.pid === child.pid && found?.ready) return
    await pause(20)
  }
  throw new Error('PostgreSQL was not ready in time')
}

/** Starts the server on an existing cluster and returns once it accepts connections. */
export async function startCluster(
  options: ClusterOptions,
  binaries: Binaries,
  runAs: RunAs,
): Promise<Cluster> {
  const child = spawnServer(options, binaries, runAs)
  let hasEnded = false
  const ended = new Promise<void>((resolve) => {
    const finish = () => {
      hasEnded = true
      resolve()
    }
    child.once('exit', finish)
    child.once('error', finish)
  })
  const pid = child.pid
  if (pid === undefined) throw new Error(`cannot run ${binaries.postgres}`)
  const signalThenWait = async (signal: NodeJS.Signals) => {
    if (!hasEnded) child.kill(signal)
    await ended
  }
  try {
    await waitUntilReady(child, options.dir, () => hasEnded)
  } catch (error) {
    await signalThenWait('SIGQUIT')
    throw error
  }
  const { password, port } = options
  return {
    pid,
    port,
    url: (database) => `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`,
    ended,
    stop: () => signalThenWait('SIGINT'),
    kill: signalThenWait,
  }
}

/**
 * Starts a server whose predecessor on this folder was killed: its child processes may take a moment to exit
 * and release the shared memory.
 */
export async function restartCluster(
  options: ClusterOptions,
  binaries: Binaries,
  runAs: RunAs,
): Promise<Cluster> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startCluster(options, binaries, runAs)
    } catch (error) {
      if (attempt === 10) throw error
      await pause(100 * attempt)
    }
  }
}
