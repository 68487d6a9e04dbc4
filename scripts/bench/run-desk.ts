/** `npm run bench -- --desk`: filings decided by keyboard alone, in a browser on the production build. */
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { closeConnections } from '@/lib/server/database/connections'
import { db } from '@/lib/server/database/db'
import { staffCookie } from '@/testing/access-actors'
import { say } from '../lib/say'
import { fullBrowser } from '../lib/system-browser'
import { type Decided, decideByKeys, watchDesk } from './desk-page'
import { makeDeskWorld } from './desk-world'
import { median, quantile } from './measure'
import { machineFacts, table, writeSection } from './report'
import { startServer } from './server'
import type { Stage } from './stage'

const DECISIONS = 20
const QUICK_DECISIONS = 5

export async function measureDesk(stage: Stage, quick: boolean): Promise<number> {
  const facts = machineFacts()
  const count = quick ? QUICK_DECISIONS : DECISIONS
  // One to begin with and one to end with, for each of the two runs.
  const officer = await makeDeskWorld(db(), 2 * (count + 2))
  const { cookie } = await staffCookie(officer)
  await closeConnections()
  await stage.copy()
  const server = await startServer(stage)
  const browser = await chromium.launch({ executablePath: fullBrowser(), args: ['--no-sandbox'] })
  try {
    const rows: string[][] = []
    for (const ahead of [false, true]) {
      const context = await browser.newContext({
        baseURL: `http://127.0.0.1:${stage.port}`,
        viewport: { width: 1366, height: 768 },
        locale: 'zh-CN',
      })
      await signIn(context, cookie ?? '')
      const decided = await decideMany(await context.newPage(), count, ahead)
      await context.close()
      rows.push(rowOf(ahead ? 'next filing fetched ahead' : 'not fetched ahead', decided))
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

const HEAD = ['', 'Decisions', 'Keys each', 'p50 ms', 'p95 ms', 'worst ms', 'Ready to decide again, p50 ms']

function rowOf(title: string, decided: readonly Decided[]): string[] {
  const shown = decided.map(({ shownMs }) => shownMs)
  const keys = decided.reduce((sum, one) => sum + one.keys, 0) / decided.length
  const ms = (value: number) => value.toFixed(0)
  return [
    title,
    String(decided.length),
    keys.toFixed(1),
    ms(median(shown)),
    ms(quantile(shown, 0.95)),
    ms(Math.max(...shown)),
    ms(median(decided.map(({ readyMs }) => readyMs))),
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
  await page.goto('/queues/pending', { waitUntil: 'networkidle' })
  await page.keyboard.press('c')
  await page.waitForURL('**/filings/*')
  const decided: Decided[] = []
  while (decided.length < count) decided.push(await decideByKeys(page))
  return decided
}
