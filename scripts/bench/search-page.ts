/** From the last key typed to the rows on the screen, in Chromium on a desktop: the pause of the box included. */
import type { Page } from '@playwright/test'
import { median, quantile } from './measure'
import { openBrowser } from './phone'
import { table } from './report'
import type { Question } from './search-workloads'

const TYPED = ['a number', 'end of a serial, a city', 'two characters of a name, a city']
const TRIES = 40
const FEW_TRIES = 6
/** Between two keys: a quick typist. */
const KEY_MS = 40
const WAIT_MS = 60_000

/**
 * Types what the questions ask for into the search page.
 * @param cookie of a supervisor's session, `name=value`
 * @param options quick: few of each; tell: of each kind of question as soon as it is measured
 * @returns a table
 */
export async function measureSearchPage(
  origin: string,
  cookie: string,
  asked: Question[],
  { quick, tell }: { quick: boolean; tell: (text: string) => void },
): Promise<string> {
  const browser = await openBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
    const [name = '', ...value] = cookie.split('=')
    await context.addCookies([{ name, value: value.join('='), url: origin }])
    const page = await context.newPage()
    page.setDefaultTimeout(WAIT_MS)
    // Functions compiled with their names kept call this where they come from.
    await page.addInitScript('globalThis.__name = (work) => work')
    const rows: string[][] = []
    for (const { title, paths } of asked.filter(({ title }) => TYPED.includes(title))) {
      const times = await typeAll(page, origin, paths, quick ? FEW_TRIES : TRIES)
      if (times.length === 0) throw new Error(`${title}: nothing that was typed found anything`)
      rows.push([
        title,
        String(times.length),
        median(times).toFixed(0),
        quantile(times, 0.95).toFixed(0),
        Math.max(...times).toFixed(0),
      ])
      tell(`  ${title}: ${median(times).toFixed(0)} ms (95th ${quantile(times, 0.95).toFixed(0)})`)
    }
    return table(['Typed into the page', 'Tries', 'Last key → rows, p50 ms', 'p95 ms', 'Longest, ms'], rows)
  } finally {
    await browser.close()
  }
}

/** @returns milliseconds, of those that found something: where nobody is found there are no rows to wait for */
async function typeAll(page: Page, origin: string, paths: string[], tries: number): Promise<number[]> {
  const times: number[] = []
  const unknown = new Set<string>()
  for (const path of paths) {
    if (unknown.has(path)) continue
    if (times.length > tries) break
    const query = new URLSearchParams(path.split('?')[1])
    const text = query.get('q') ?? ''
    query.delete('q')
    query.delete('limit')
    await page.goto(`${origin}/machines?${query}`)
    await page.locator('[aria-busy="false"] a[data-row]').first().waitFor()
    const shown = page.evaluate(untilAnswered, { text, waitMs: WAIT_MS })
    await page.getByRole('searchbox', { name: '查找机械' }).pressSequentially(text, { delay: KEY_MS })
    const { ms, found } = await shown
    if (found) times.push(ms)
    else unknown.add(path)
  }
  // The first opens what the others find ready.
  return times.slice(1)
}

/**
 * Runs in the page: from the moment of the last key to the frame that shows what the search for this text gave. The
 * answer to it must have arrived and the table must rest; else rows of what was typed before would count.
 */
function untilAnswered({ text, waitMs }: { text: string; waitMs: number }) {
  let typed = 0
  document.addEventListener('input', ({ timeStamp }) => {
    typed = timeStamp
  })
  /** 0 until the answer is there. */
  const answerStatus = () => {
    const answers = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const answer = answers.find(({ name }) => {
      const url = new URL(name)
      return url.pathname === '/api/console/machines' && url.searchParams.get('q') === text
    })
    return answer?.responseStatus ?? 0
  }
  const isResting = () =>
    new URLSearchParams(location.search).get('q') === text &&
    document.querySelector('[aria-busy="false"]:has(> table)') !== null
  const began = performance.now()
  return new Promise<{ ms: number; found: boolean }>((resolve, reject) => {
    const look = () => {
      const status = answerStatus()
      if (status === 200 && isResting())
        resolve({ ms: performance.now() - typed, found: document.querySelector('a[data-row]') !== null })
      else if (status > 200) reject(new Error(`answered ${status} at ${location.href}`))
      else if (performance.now() - began > waitMs) reject(new Error(`no answer at ${location.href}`))
      else requestAnimationFrame(look)
    }
    look()
  })
}
