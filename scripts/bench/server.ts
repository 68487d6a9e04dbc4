/** The production server of a run, started as `npm start` does. */
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { withConnection } from '@/lib/server/database/connect'
import { startWebServer } from '../lib/web-server'
import type { Stage } from './stage'

export interface BenchServer {
  pid: number
  stop(): Promise<void>
}

/** @param nodeOptions what Node itself is told besides, e.g. to profile */
export async function startServer(stage: Stage, nodeOptions = ''): Promise<BenchServer> {
  const log = openSync(path.join(stage.dataDir, 'server.log'), 'a')
  let pid = 0
  const server = startWebServer({
    command: 'start',
    port: stage.port,
    host: '127.0.0.1',
    // Reading photos is measured by itself (run-reading.ts).
    env: { ...stage.env, NODE_OPTIONS: nodeOptions, PLATE_READER: 'off' },
    output: log,
    onPid: (started = 0) => {
      pid = started
    },
    onLost: (error) => {
      throw error
    },
  })
  await server.ready
  const stop = async () => {
    await server.stop()
    closeSync(log)
  }
  return { pid, stop }
}

/** Waits until the server has sealed the audit events of the filings that were made for the run. */
export async function waitUntilSealed(url: string): Promise<void> {
  await withConnection(url, 'bench', async (client) => {
    for (;;) {
      const { rows } = await client.query('SELECT count(*)::int AS waiting FROM audit_unsealed')
      if (rows[0].waiting === 0) return
      await client.query('SELECT pg_sleep(0.5)')
    }
  })
}

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10

function statOf(pid: number): { parent: number; cpuMs: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS }
}

/** Processor time so far, in milliseconds: of the server, of PostgreSQL with all its processes, of this client. */
export interface CpuTimes {
  server: number
  postgres: number
  client: number
}

/** @param backend any process of the cluster, from pg_backend_pid() */
export function cpuTimes(server: number, backend: number): CpuTimes {
  const postmaster = statOf(backend).parent
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger)
  const stats = pids.flatMap((pid) => {
    try {
      return [statOf(pid)]
    } catch {
      // It ended while we looked.
      return []
    }
  })
  const own = process.cpuUsage()
  return {
    server: statOf(server).cpuMs,
    postgres: stats.filter(({ parent }) => parent === postmaster).reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    client: (own.user + own.system) / 1000,
  }
}
