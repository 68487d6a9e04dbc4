/**
 * `npm run bench -- --keys`: every text of `--machines` machines is encrypted again with a new key by `npm run keys:rotate`, while
 * officers open machines through HTTP and owners' phones are written. `--provider sm4`: to SM4. `--of DIR`: as `--search`.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { WHOLE_COUNTRY } from '@/lib/core/area'
import { withConnection } from '@/lib/server/database/connect'
import { closeConnections } from '@/lib/server/database/connections'
import { envSchema } from '@/lib/server/env'
import { openText, sealText } from '@/lib/server/secrets/ciphertext'
import { makeRing, type Ring } from '@/lib/server/secrets/ring'
import { beginRotation } from '@/lib/server/secrets/rotation/next-keys'
import { countStale } from '@/lib/server/secrets/rotation/rotate'
import type { SuiteName } from '@/lib/server/secrets/suite-names'
import { newSecret } from '../lib/key-source'
import { projectRoot } from '../lib/project'
import { say } from '../lib/say'
import { staffCookieOf } from './bench-staff'
import { HttpClient } from './http-client'
import { median, quantile } from './measure'
import { machineFacts, table, writeSection } from './report'
import { startServer } from './server'
import type { Stage } from './stage'

const READERS = 6
const WRITERS = 2
const SAMPLE = 20_000
const BEFORE_MS = 15_000

/** How far apart workers begin: two seldom have the same row. */
const APART = 997

export interface KeysRun {
  machines: number
  provider: SuiteName
  quick: boolean
}

type Worker = (first: number, isOver: () => boolean, done: (ms: number) => void) => Promise<void>
/** Milliseconds of each call, and what was answered or read otherwise than it should be. */
type Work = { opened: number[]; written: number[]; unreadable: number }

export async function measureKeys(stage: Stage, { machines, provider, quick }: KeysRun): Promise<number> {
  const before = envSchema.parse(stage.env)
  const headers = await staffCookieOf('SUPERVISOR', WHOLE_COUNTRY)
  await closeConnections()
  const next = beginRotation(before, provider, newSecret())
  const env = { ...stage.env, ...next }
  const ring = makeRing(envSchema.parse(env))
  const server = await startServer({ ...stage, env })
  try {
    const [machineIds, accountIds] = [await sample(stage.url, 'machine'), await sample(stage.url, 'account')]
    const client = new HttpClient(stage.port, READERS)
    const work = (isOver: () => boolean) =>
      workAll(isOver, openMachines(client, headers, machineIds), writePhones(stage.url, ring, accountIds))
    const usual = await work(during(BEFORE_MS))
    const total = await withConnection(stage.url, 'bench', (admin) => countStale(admin, ring))
    let over = false
    const working = work(() => over)
    const began = performance.now()
    const code = await rotate(env, path.join(stage.dataDir, 'rotated.key'))
    const seconds = (performance.now() - began) / 1000
    over = true
    const meanwhile = await working
    client.close()
    const left = await withConnection(stage.url, 'bench', (admin) => countStale(admin, ring))
    const text = [
      `${machineFacts()}; ${machines.toLocaleString('en')} machines, ${before.CRYPTO_PROVIDER} to ${provider}.`,
      `${total.toLocaleString('en')} texts of the former key encrypted again in ${seconds.toFixed(1)} s by one process, start of the program included; left of the former key: ${left}; unreadable at any moment: ${usual.unreadable + meanwhile.unreadable} of ${(usual.opened.length + usual.written.length + meanwhile.opened.length + meanwhile.written.length).toLocaleString('en')} calls.`,
      table(
        ['Meanwhile', 'Calls', 'p50 ms', 'p95 ms', 'p99 ms', 'Longest, ms'],
        [
          row(`${READERS} officers open machines, before`, usual.opened),
          row('the same, during the rotation', meanwhile.opened),
          row(`${WRITERS} write owners' phones, before`, usual.written),
          row('the same, during the rotation', meanwhile.written),
        ],
      ),
    ].join('\n\n')
    say(`\n${text}`)
    if (!quick) writeSection(`keys-${machines}`, text)
    return code === 0 && left === 0 && usual.unreadable + meanwhile.unreadable === 0 ? 0 : 1
  } finally {
    await server.stop()
  }
}

function during(ms: number): () => boolean {
  const end = performance.now() + ms
  return () => performance.now() >= end
}

async function sample(url: string, of: 'machine' | 'account'): Promise<string[]> {
  return withConnection(url, 'bench', async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM ${of} ORDER BY md5(id::text) LIMIT ${SAMPLE}`,
    )
    return rows.map(({ id }) => id)
  })
}

async function workAll(isOver: () => boolean, open: Worker, write: Worker): Promise<Work> {
  const work: Work = { opened: [], written: [], unreadable: 0 }
  const all = [
    ...Array.from({ length: READERS }, (_, place) =>
      open(APART * place, isOver, (ms) => work.opened.push(ms)),
    ),
    ...Array.from({ length: WRITERS }, (_, place) =>
      write(APART * place, isOver, (ms) => work.written.push(ms)),
    ),
  ]
  for (const { status, ...ended } of await Promise.allSettled(all)) {
    if (status === 'fulfilled') continue
    work.unreadable += 1
    say(`  ${'reason' in ended ? String(ended.reason) : ''}`)
  }
  return work
}

/** The page of a machine opens the owner's number and phone; one that does not is answered with 500. */
function openMachines(client: HttpClient, headers: Record<string, string>, ids: readonly string[]): Worker {
  return async (first, isOver, done) => {
    for (let place = first; !isOver(); place++) {
      const start = performance.now()
      const reply = await client.send('GET', `/api/console/machines/${ids[place % ids.length]}`, headers)
      done(performance.now() - start)
      if (reply.status !== 200 || !/"phoneMasked":"(1\d\d\*{4}\d{4}|未登记)"/.test(reply.text))
        throw new Error(`a machine answered ${reply.status}: ${reply.text.slice(0, 200)}`)
    }
  }
}

/** Opens a phone and writes it again, as a correction would. */
function writePhones(url: string, ring: Ring, ids: readonly string[]): Worker {
  return (first, isOver, done) =>
    withConnection(url, 'bench', async (client) => {
      for (let place = first; !isOver(); place++) {
        const id = ids[place % ids.length] ?? ''
        const start = performance.now()
        const { rows } = await client.query('SELECT phone FROM account WHERE id = $1', [id])
        const phone: string | null = rows[0]?.phone ?? null
        if (!phone) continue
        const column = `account.phone:${id}`
        const fresh = sealText(ring.writing, column, openText(ring.keys, column, phone))
        await client.query('UPDATE account SET phone = $2 WHERE id = $1', [id, fresh])
        done(performance.now() - start)
      }
    })
}

function rotate(env: NodeJS.ProcessEnv, out: string): Promise<number | null> {
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', 'scripts/keys-rotate.ts', '--out', out], {
    cwd: projectRoot,
    env,
    stdio: 'inherit',
  })
  return new Promise((resolve) => child.once('close', resolve))
}

const row = (title: string, times: number[]) => [
  title,
  String(times.length),
  ...[median(times), quantile(times, 0.95), quantile(times, 0.99), longest(times)].map((ms) =>
    ms.toFixed(ms < 10 ? 2 : 1),
  ),
]

const longest = (times: number[]) => times.reduce((most, ms) => Math.max(most, ms), 0)
