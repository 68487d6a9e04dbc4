/** A registry as `npm start` runs it: all of its processes, its own PostgreSQL, an empty data folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { recordedUrls } from '../../lib/embedded-database'
import { readKeys } from '../../lib/key-source'
import { freePort } from '../../lib/postgres'
import { projectRoot } from '../../lib/project'

/** A site that must be built first takes a minute or two. */
const READY_MS = 600_000

export interface Registry {
  port: number
  /** Of the role that owns the tables. */
  url: string
  /** The first of its processes; the others descend from it. */
  pid: number
  stop(): Promise<void>
}

/**
 * Afterwards `env()` of lib/server names its database and keys: modules that read it are to be imported later.
 * @param seed what its database has at first
 */
export async function startRegistry(seed: 'demo' | 'none'): Promise<Registry> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-attack-'))
  // Started by root, the server is another user and must come through.
  chmodSync(dataDir, 0o711)
  const port = await freePort()
  const log = openSync(path.join(dataDir, 'start.log'), 'a')
  const settings = {
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    SEED: seed,
    // Reading photos is measured by itself (run-reading.ts), in a process of its own that comes and goes.
    PLATE_READER: 'off',
  } as const
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', 'scripts/start.ts'], {
    cwd: projectRoot,
    env: { ...process.env, ...settings },
    stdio: ['ignore', log, log],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    closeSync(log)
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await untilReady(child, port)
  } catch (error) {
    process.stderr.write(readFileSync(path.join(dataDir, 'start.log')))
    await stop()
    throw error
  }
  const urls = recordedUrls(dataDir)
  if (!urls || !child.pid) throw new Error('the registry has no database')
  const common = { NODE_ENV: 'production', PUBLIC_URL: `http://localhost:${port}`, LOG_LEVEL: 'silent' }
  Object.assign(process.env, common, readKeys(dataDir), { DATA_DIR: dataDir, DATABASE_URL: urls.ownerUrl })
  return { port, url: urls.ownerUrl, pid: child.pid, stop }
}

async function untilReady(child: ChildProcess, port: number): Promise<void> {
  const until = Date.now() + READY_MS
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error('the registry did not start')
    const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`).catch(() => null)
    if (answer?.status === 200) return
    await pause(200)
  }
  throw new Error('the registry took too long to start')
}
