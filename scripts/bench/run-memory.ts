/**
 * `npm run bench -- --memory`: pages of every kind are opened by the hundred on the demo's registry, as a tester does in a quarter of an
 * hour, and what all processes beside PostgreSQL hold is watched. Fails above the target. Writes the section `memory`.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { say } from '../lib/say'
import { sumOf } from './attack/process-memory'
import { memoryTable, type Watched, watch } from './attack/sample'
import { type Registry, startRegistry } from './attack/start-registry'
import { HttpClient } from './http-client'
import { quantile } from './measure'
import { machineFacts, table, writeSection } from './report'

const PAGES = 2_000
const QUICK_PAGES = 300
/** In so many parts, to see whether it grows. */
const PARTS = 4
const AT_ONCE = 3
const TARGET_MB = 400
const DEMO_PASSWORD = 'demo-Nrmm-2026'

const LISTS: Record<string, readonly string[]> = {
  reviewer: ['/', '/machines', '/queues/pending', '/queues/approved', '/changes', '/exports', '/me'],
  supervisor: [
    '/',
    '/reports',
    '/watch',
    '/holders',
    '/confirmations',
    '/corrections',
    '/machines',
    '/reviewers',
    '/audit',
  ],
  counter: ['/counter', '/counter/waiting', '/counter/assisted'],
  admin: ['/admin/lists', '/admin/rules', '/admin/catalogue', '/admin/bureaus', '/admin/series'],
  owner: ['/m', '/m/sign-in', '/m/register', '/m/filings', '/m/guide', '/m/privacy', '/m/machines'],
}
/** Single rows, opened as often as all lists of their reader together. */
const ROWS = [
  { reader: 'reviewer', api: '/api/console/filings?queue=pending&limit=50', page: '/filings/' },
  { reader: 'reviewer', api: '/api/console/filings?queue=approved&limit=50', page: '/filings/' },
  { reader: 'reviewer', api: '/api/console/changes?limit=50', page: '/changes/' },
  { reader: 'supervisor', api: '/api/console/machines?limit=50', page: '/machines/' },
]

type Page = { path: string; headers: Record<string, string> }

export async function measureMemory(quick: boolean): Promise<number> {
  const facts = machineFacts()
  say('a registry as npm start runs it')
  const registry = await startRegistry('demo')
  const http = new HttpClient(registry.port, AT_ONCE)
  try {
    const kinds = await pagesOf(registry, http)
    const seen: Watched[] = [await watch(registry, 'ready', () => pause(10_000))]
    const count = quick ? QUICK_PAGES : PAGES
    const times: number[][] = []
    for (let part = 1; part <= PARTS; part += 1) {
      const title = `${((count / PARTS) * part).toLocaleString('en')} pages`
      const opened: number[] = []
      seen.push(await watch(registry, title, () => openPages(http, kinds, count / PARTS, opened)))
      times.push(opened)
      say(`  ${title}: ${sumOf(seen.at(-1)?.peak ?? []).toFixed(0)} MB`)
    }
    seen.push(await watch(registry, 'half a minute later', () => pause(30_000)))
    const text = [
      `${facts}; ${kinds.length} lists of pages, ${AT_ONCE} at once.`,
      memoryTable(seen),
      table(
        ['Pages', 'p50 ms', 'p99 ms'],
        times.map((opened, part) => [
          `part ${part + 1}`,
          ...[quantile(opened, 0.5), quantile(opened, 0.99)].map((ms) => ms.toFixed(1)),
        ]),
      ),
    ].join('\n\n')
    say(`\n${text}`)
    if (!quick) writeSection('memory', text)
    return seen.some(({ peak }) => sumOf(peak) >= TARGET_MB) ? 1 : 0
  } finally {
    http.close()
    await registry.stop()
  }
}

/** @returns the pages, by what one chooses among: each list alone, the rows of one kind together */
async function pagesOf({ port }: Registry, http: HttpClient): Promise<Page[][]> {
  const headersOf = new Map<string, Record<string, string>>()
  for (const reader of Object.keys(LISTS)) {
    const cookie: Page['headers'] = reader === 'owner' ? {} : { cookie: await signIn(port, reader) }
    headersOf.set(reader, { accept: 'text/html', ...cookie })
  }
  const lists = Object.entries(LISTS).flatMap(([reader, paths]) =>
    paths.map((path) => [{ path, headers: headersOf.get(reader) ?? {} }]),
  )
  const rows: Page[][] = []
  for (const { reader, api, page } of ROWS) {
    const headers = headersOf.get(reader) ?? {}
    const { text } = await http.send('GET', api, headers)
    const found: { data: { id: string }[] } = JSON.parse(text)
    if (found.data.length > 0) rows.push(found.data.map(({ id }) => ({ path: `${page}${id}`, headers })))
  }
  return [...lists, ...rows, ...rows]
}

async function signIn(port: number, username: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD }),
  })
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith('nrmm-staff='))
  if (!cookie) throw new Error(`${username} was not signed in: ${response.status}`)
  return cookie.split(';')[0] ?? ''
}

/** Round about through the kinds, and through the rows of each. @param times milliseconds of each */
async function openPages(http: HttpClient, kinds: Page[][], count: number, times: number[]): Promise<void> {
  let next = 0
  const lane = async () => {
    for (let at = next++; at < count; at = next++) {
      const kind = kinds[at % kinds.length] as Page[]
      const { path, headers } = kind[Math.floor(at / kinds.length) % kind.length] as Page
      const start = performance.now()
      const { status } = await http.send('GET', path, headers)
      times.push(performance.now() - start)
      if (status !== 200) throw new Error(`${path} was answered ${status}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}
