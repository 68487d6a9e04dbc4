/**
 * A slow phone: Chromium with the line and the processor held back as Lighthouse does for its mobile figures, an empty
 * cache each time, and the same measures read from the browser itself.
 */
import { type Browser, chromium } from '@playwright/test'
import { wholeBrowser } from '../lib/system-browser'

export interface PageMeasures {
  /** Milliseconds from the start of the navigation. */
  firstPaint: number
  largestPaint: number
  /** Sum of what tasks took beyond 50 ms each. */
  blocked: number
  /** How far things jumped, without unit. */
  shift: number
  /** Kilobytes as transferred. */
  scripts: number
  styles: number
}

const LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}
const SLOWER = 4

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: wholeBrowser(),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  })
}

/**
 * Opens a page once.
 * @param session what the owner's browser has in its storage; null: nobody is signed in
 * @param shown text that stands on the page when it is ready
 */
export async function measurePage(
  browser: Browser,
  url: string,
  session: string | null,
  shown: string,
): Promise<PageMeasures> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 3,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
  })
  try {
    const page = await context.newPage()
    if (session) await page.addInitScript((text) => localStorage.setItem('nrmm.owner', text), session)
    // Functions compiled with their names kept call this where they come from.
    await page.addInitScript('globalThis.__name = (work) => work')
    await page.addInitScript(watch)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', LINE)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.getByText(shown).first().waitFor()
    return await page.evaluate(collect)
  } finally {
    await context.close()
  }
}

/** Runs in the page, before anything else. */
function watch(): void {
  const seen = { largest: 0, blocked: 0, shift: 0 }
  Object.assign(window, { nrmmSeen: seen })
  const observe = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true })
  observe('largest-contentful-paint', (entry) => {
    seen.largest = entry.startTime
  })
  observe('longtask', (entry) => {
    seen.blocked += Math.max(0, entry.duration - 50)
  })
  observe('layout-shift', (entry) => {
    if (!Reflect.get(entry, 'hadRecentInput')) seen.shift += Number(Reflect.get(entry, 'value'))
  })
}

function collect(): PageMeasures {
  const seen = Reflect.get(window, 'nrmmSeen')
  const first = performance.getEntriesByName('first-contentful-paint')[0]
  const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  const kilobytes = (ending: string) =>
    resources
      .filter(({ name }) => new URL(name).pathname.endsWith(ending))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1024
  return {
    firstPaint: first?.startTime ?? 0,
    largestPaint: seen.largest,
    blocked: seen.blocked,
    shift: seen.shift,
    scripts: kilobytes('.js'),
    styles: kilobytes('.css'),
  }
}
