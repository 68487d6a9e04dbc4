/** From the last key typed to the rows on the screen, in Chromium on a desktop: the pause of the box included. */
import type { Page } from '@playwright/test'
import { median, quantile } from './measure'
import { openBrowser } from './phone'
import { table } from './report'
import type { Question } from './search-workloads'

const TYPED = ['a number', 'end of a serial, a city', 'two characters of a name, a city']
const TRIES = 30

/** @param cookie of a supervisor's session, `name=value` @returns a table */
export async function measureSearchPage(origin: string, cookie: string, asked: Question[]): Promise<string> {
  const browser = await openBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: origin }])
    const page = await context.newPage()
    // Functions compiled with their names kept call this where they come from.
    await page.addInitScript('globalThis.__name = (work) => work')
    const rows: string[][] = []
    for (const { title, paths } of asked.filter(({ title }) => TYPED.includes(title))) {
      const times = await typeAll(page, origin, paths.slice(0, TRIES))
      rows.push([title, median(times).toFixed(0), quantile(times, 0.95).toFixed(0)])
    }
    return table(['Typed into the page', 'last key → rows, p50 ms', 'p95 ms'], rows)
  } finally {
    await browser.close()
  }
}

async function typeAll(page: Page, origin: string, paths: string[]): Promise<number[]> {
  const times: number[] = []
  for (const path of paths) {
    // What nobody finds shows no rows.
    const { data } = await (await page.request.get(`${origin}${path}`)).json()
    if (data.length === 0) continue
    const query = new URLSearchParams(path.split('?')[1])
    const text = query.get('q') ?? ''
    query.delete('q')
    query.delete('limit')
    await page.goto(`${origin}/machines?${query}`)
    await page.locator('a[data-row]').first().waitFor()
    const shown = page.evaluate(untilShown, text)
    await page.getByRole('searchbox', { name: '查找机械' }).pressSequentially(text, { delay: 40 })
    times.push(await shown)
  }
  // The first opens what the others find ready.
  return times.slice(1)
}

/** Runs in the page. @returns milliseconds from the last input to the frame in which the rows of this text stand */
function untilShown(text: string): Promise<number> {
  let typed = 0
  document.addEventListener('input', () => {
    typed = performance.now()
  })
  const isShown = () =>
    new URLSearchParams(location.search).get('q') === text &&
    document.querySelector('[aria-busy="false"] a[data-row]') !== null
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const look = () => {
      if (isShown()) resolve(performance.now() - typed)
      else if (performance.now() - began > 30_000) reject(new Error(`no rows at ${location.href}`))
      else requestAnimationFrame(look)
    }
    look()
  })
}
