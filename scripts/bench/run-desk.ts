/** `npm run bench -- --desk`: filings decided by keyboard alone, in a browser on the production build. */
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { closeConnections } from '@/lib/server/database/connections'
import { db } from '@/lib/server/database/db'
import { staffCookie } from '@/testing/access-actors'
import { say } from '../lib/say'
import { fullBrowser } from '../lib/system-browser'
import { type LoadDone, makeDeskLoad, startLoad } from './desk-load'
import { type Decided, decideByKeys, watchDesk } from './desk-page'
import { makeDeskWorld } from './desk-world'
import { median, quantile } from './measure'
import { machineFacts, table, writeSection } from './report'
import { startServer, waitUntilSealed } from './server'
import type { Stage } from './stage'

const DECISIONS = 20
const QUICK_DECISIONS = 5
const RUNS = [false, true].flatMap((loaded) => [false, true].map((ahead) => ({ ahead, loaded })))

export async function measureDesk(stage: Stage, quick: boolean): Promise<number> {
  const facts = machineFacts()
  const count = quick ? QUICK_DECISIONS : DECISIONS
  // One to begin with and one to end with, for each of the runs.
  const officer = await makeDeskWorld(db(), RUNS.length * (count + 2))
  const load = await makeDeskLoad(db(), quick)
  const { cookie } = await staffCookie(officer)
  await closeConnections()
  await stage.copy()
  const server = await startServer(stage)
  await waitUntilSealed(stage.url)
  const browser = await chromium.launch({ executablePath: fullBrowser(), args: ['--no-sandbox'] })
  try {
    const rows: string[][] = []
    for (const { ahead, loaded } of RUNS) {
      const endLoad = loaded ? startLoad(stage.port, load) : undefined
      const context = await browser.newContext({
        baseURL: `http://127.0.0.1:${stage.port}`,
        viewport: { width: 1366, height: 768 },
        locale: 'zh-CN',
      })
      await signIn(context, cookie ?? '')
      const decided = await decideMany(await context.newPage(), count, ahead)
      await context.close()
      rows.push(rowOf(ahead ? 'next filing fetched ahead' : 'not fetched ahead', await endLoad?.(), decided))
      say(`  ${rows.at(-1)?.join(' · ')}`)
    }
    const text = `${facts}.\n\n${table(HEAD, rows)}`
    say(`\n${text}`)
    if (!quick) writeSection('desk', text)
    return 0
  } finally {
    await browser.close()
    await server.stop()
  }
}

const HEAD = [
  '',
  'Meanwhile',
  'Decisions',
  'Keys each, most',
  'Key → next photo, p50 ms',
  'p95 ms',
  'worst ms',
  'Ready to decide again, p50 ms',
  'p95 ms',
]

function rowOf(title: string, load: LoadDone | undefined, decided: readonly Decided[]): string[] {
  const shown = decided.map(({ shownMs }) => shownMs)
  const ready = decided.map(({ readyMs }) => readyMs)
  const keys = decided.map((one) => one.keys)
  const ms = (value: number) => value.toFixed(0)
  return [
    title,
    load
      ? `${load.approvalsPerSecond.toFixed(0)} approvals and ${load.readsPerSecond.toFixed(0)} queue counts a second`
      : 'nothing',
    String(decided.length),
    `${(keys.reduce((sum, one) => sum + one, 0) / keys.length).toFixed(1)}, ${Math.max(...keys)}`,
    ms(median(shown)),
    ms(quantile(shown, 0.95)),
    ms(Math.max(...shown)),
    ms(median(ready)),
    ms(quantile(ready, 0.95)),
  ]
}

function signIn(context: BrowserContext, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  return context.addCookies([{ name, value, domain: '127.0.0.1', path: '/' }])
}

/** @param ahead false: the browser is never told which filing comes next */
async function decideMany(page: Page, count: number, ahead: boolean): Promise<Decided[]> {
  if (!ahead) {
    const nothing = { status: 204 }
    await page.route('**/api/console/filings/next', (route) =>
      route.request().method() === 'GET' ? route.fulfill(nothing) : route.continue(),
    )
  }
  await page.addInitScript('globalThis.__name = (work) => work')
  await page.addInitScript(watchDesk)
  await page.goto('/queues/pending')
  // Clicked, not pressed: a click waits until the page's scripts have run.
  await page.getByRole('button', { name: '领取下一件' }).first().click()
  await page.waitForURL('**/filings/*')
  const decided: Decided[] = []
  while (decided.length < count) decided.push(await decideByKeys(page, ahead))
  return decided
}
