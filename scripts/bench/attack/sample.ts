/** Watches the processes of a registry, and its connections to PostgreSQL, four times a second. */
import { setTimeout as pause } from 'node:timers/promises'
import { withConnection } from '@/lib/server/database/connect'
import { table } from '../report'
import { memoryOf, type ProcessMemory, sumOf } from './process-memory'
import type { Registry } from './start-registry'

const EVERY_MS = 250

export interface Watched {
  title: string
  /** At the moment when all together held most. */
  peak: ProcessMemory[]
  connections: number
}

/** @param work what is watched */
export function watch({ pid, url }: Registry, title: string, work: () => Promise<unknown>): Promise<Watched> {
  return withConnection(url, 'bench', async (client) => {
    const seen: Watched = { title, peak: [], connections: 0 }
    const look = async () => {
      const now = memoryOf(pid)
      if (sumOf(now) > sumOf(seen.peak)) seen.peak = now
      const { rows } = await client.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
      seen.connections = Math.max(seen.connections, rows[0]?.count ?? 0)
    }
    let over = false
    const looking = (async () => {
      while (!over) {
        await look()
        await pause(EVERY_MS)
      }
    })()
    try {
      await work()
    } finally {
      over = true
      await looking
    }
    return seen
  })
}

/** Everything that runs beside PostgreSQL, at the moment when all together held most. */
export function memoryTable(seen: readonly Watched[]): string {
  const names = [...new Set(seen.flatMap(({ peak }) => peak.map(({ name }) => name)))]
  const held = (watched: Watched, name: string) =>
    watched.peak.filter((process) => process.name === name).reduce((sum, { rss }) => sum + rss, 0)
  return table(
    ['Resident MB at most', ...names, 'all together, shared pages once', 'connections to PostgreSQL at most'],
    seen.map((watched) => [
      watched.title,
      ...names.map((name) => held(watched, name).toFixed(0)),
      sumOf(watched.peak).toFixed(0),
      String(watched.connections),
    ]),
  )
}
