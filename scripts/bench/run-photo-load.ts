/**
 * `npm run bench -- --photo-load`: how late the server's event loop is, and how much memory it holds, while photos are looked
 * at and compared in the background. Writes the section `photo-load`.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { withConnection } from '@/lib/server/database/connect'
import { closeConnections } from '@/lib/server/database/connections'
import { db } from '@/lib/server/database/db'
import { storage } from '@/lib/server/files/storage'
import { makeThumbnail } from '@/lib/server/files/thumbnail'
import { sha256 } from '@/lib/server/secrets/secrets'
import { makeAccount } from '@/prisma/factories/account'
import { photoRow } from '@/prisma/factories/photo'
import { machinePhoto, platePhoto } from '@/testing/photos/draw'
import { projectRoot } from '../lib/project'
import { say } from '../lib/say'
import { HttpClient } from './http-client'
import { quantile } from './measure'
import { machineFacts, table, writeSection } from './report'
import { startServer } from './server'
import type { Stage } from './stage'

const PHOTOS = 200
const QUICK_PHOTOS = 20
/** Every fourth is a plate: of one layout, so that each has many candidates. */
const PLATE_EVERY = 4
const FIRST_SEED = 3_000_000
const REST_MS = 10_000
/** Longer than a thread is kept without work. */
const IDLE_MS = 45_000
const ASK_EVERY_MS = 20
/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10

const delays = z.object({ p50: z.number(), p99: z.number(), p999: z.number(), max: z.number() })
type Delays = z.output<typeof delays>
type Watched = { title: string; delays: Delays; asked: number[]; memoryMb: number; mainCpu: number }

export async function measurePhotoLoad(stage: Stage, quick: boolean): Promise<number> {
  const facts = machineFacts()
  const count = quick ? QUICK_PHOTOS : PHOTOS
  say(`${count} photos`)
  await shelveUnseen(count)
  await closeConnections()
  await stage.copy()
  const file = path.join(stage.dataDir, 'loop-delay.json')
  stage.env.LOOP_DELAY_FILE = file
  const preload = pathToFileURL(path.join(projectRoot, 'scripts/bench/loop-delay.mjs')).href
  const server = await startServer(stage, `--import=${preload}`)
  const http = new HttpClient(stage.port, 1)
  try {
    const watch = watcher(server.pid, file, http)
    // What the start left behind is not counted.
    await pause(REST_MS)
    const rest = await watch('at rest', () => pause(REST_MS))
    let seconds = 0
    const busy = await watch(`${count} photos looked at and compared`, async () => {
      seconds = await checkAll(stage.url)
    })
    await pause(IDLE_MS)
    const after = await watch('afterwards', () => pause(REST_MS))
    const text = [
      `${facts}. ${count} photos took ${seconds.toFixed(0)} s.`,
      table(HEAD, [rest, busy, after].map(rowOf)),
    ].join('\n\n')
    say(text)
    if (!quick) writeSection('photo-load', text)
    return 0
  } finally {
    http.close()
    await server.stop()
  }
}

const HEAD = [
  '',
  'Event loop late, p50 ms',
  'p99 ms',
  'p99.9 ms',
  'max ms',
  'A request meanwhile, p50 ms',
  'p99 ms',
  'max ms',
  'Main thread, share of a core',
  'Server, MB at most',
]

function rowOf({ title, delays, asked, memoryMb, mainCpu }: Watched): string[] {
  const ms = (value: number) => value.toFixed(1)
  const { p50, p99, p999, max } = delays
  const requests = [quantile(asked, 0.5), quantile(asked, 0.99), Math.max(...asked)]
  return [
    title,
    ...[p50, p99, p999, max, ...requests].map(ms),
    `${(100 * mainCpu).toFixed(0)} %`,
    memoryMb.toFixed(0),
  ]
}

/** As uploads to a server that does not look leave them. */
async function shelveUnseen(count: number): Promise<void> {
  const [files, { id }] = [await storage(), await makeAccount(db())]
  for (let at = 0; at < count; at += 1) {
    const picture = await (at % PLATE_EVERY === 0 ? platePhoto : machinePhoto)(FIRST_SEED + at)
    const row = photoRow(id)
    await files.put(row.storageKey, picture, 'image/jpeg')
    await files.put(row.thumbnailKey, await makeThumbnail(picture), 'image/jpeg')
    await db().photo.create({ data: { ...row, sha256: sha256(picture), lookDueAt: null } })
  }
}

/** @returns seconds until every photo is looked at and compared */
function checkAll(url: string): Promise<number> {
  return withConnection(url, 'bench', async (client) => {
    const began = performance.now()
    await client.query('UPDATE photo SET "lookDueAt" = now()')
    for (;;) {
      const { rows } = await client.query(
        `SELECT count(*)::int AS waiting FROM photo p LEFT JOIN photo_look l ON l.sha256 = p.sha256
         WHERE l.comparison IS NULL`,
      )
      if (rows[0].waiting === 0) return (performance.now() - began) / 1000
      await pause(250)
    }
  })
}

/** Measures while something happens: the event loop from inside, a request and the memory from outside. */
function watcher(pid: number, file: string, http: HttpClient) {
  const tell = async () => {
    process.kill(pid, 'SIGUSR2')
    while (!existsSync(file)) await pause(10)
    const told = delays.parse(JSON.parse(readFileSync(file, 'utf8')))
    rmSync(file)
    return told
  }
  return async (title: string, work: () => Promise<unknown>): Promise<Watched> => {
    await tell()
    const asked: number[] = []
    let memoryMb = 0
    let done = false
    const ask = async () => {
      while (!done) {
        const began = performance.now()
        await http.send('GET', '/api/health/live', {})
        asked.push(performance.now() - began)
        memoryMb = Math.max(memoryMb, memoryOf(pid))
        await pause(ASK_EVERY_MS)
      }
    }
    const [began, before] = [performance.now(), mainCpuMs(pid)]
    const asking = ask()
    await work()
    done = true
    await asking
    const mainCpu = (mainCpuMs(pid) - before) / (performance.now() - began)
    return { title, delays: await tell(), asked, memoryMb, mainCpu }
  }
}

function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

/** Processor time of the thread that has the event loop: it does not grow when others take their turn on the processor. */
function mainCpuMs(pid: number): number {
  const text = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}
