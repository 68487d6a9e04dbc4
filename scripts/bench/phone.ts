/**
 * A slow phone: Chromium with the line and the processor held back as Lighthouse does for its mobile figures, an empty
 * cache each time, and the same measures read from the browser itself.
 */
import { type Browser, chromium } from '@playwright/test'
import { fullBrowser } from '../lib/system-browser'

export interface PageMeasures {
  /** Milliseconds from the start of the navigation. */
  firstPaint: number
  largestPaint: number
  /** Until the page's first field kept a change; null: it is not asked for. */
  usable: number | null
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
    executablePath: fullBrowser(),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  })
}

export interface PageToOpen {
  url: string
  /** What the owner's browser has in its storage; null: nobody is signed in. */
  session: string | null
  /** Stands on the page when it is ready. */
  shown: string
  /** The first field that is entered, as a selector of CSS; a link need only be listened to. */
  field?: string
}

/** Opens a page once. */
export async function measurePage(
  browser: Browser,
  { url, session, shown, field }: PageToOpen,
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
    if (field) await page.addInitScript(useField, field)
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', LINE)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.getByText(shown).first().waitFor()
    if (field) await page.waitForFunction(() => Reflect.get(window, 'nrmmUsable') !== undefined)
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

/**
 * Runs in the page, before anything else: changes the first field as soon as React listens to it, and looks two frames
 * later whether the change stands. A field whose state did not take it shows its old value again.
 */
function useField(selector: string): void {
  const next = (work: () => void) => requestAnimationFrame(() => requestAnimationFrame(work))
  const done = (at: number) => Object.assign(window, { nrmmUsable: at })
  const find = () => {
    const field = document.querySelector<HTMLElement>(selector)
    const heard = field && Object.keys(field).some((key) => key.startsWith('__reactProps'))
    if (!heard || field.matches(':disabled')) return void requestAnimationFrame(find)
    const at = performance.now()
    if (!field.matches('input, select')) return void done(at)
    const kept = change(field)
    next(() => (kept() ? done(at) : find()))
  }
  const change = (field: HTMLElement): (() => boolean) => {
    if (!(field instanceof HTMLSelectElement)) {
      field.click()
      return () => field.isConnected && field.matches(':checked')
    }
    const value = [...field.options].find((option) => option.value && !option.selected)?.value ?? ''
    field.value = value
    field.dispatchEvent(new Event('change', { bubbles: true }))
    return () => field.isConnected && value !== '' && field.value === value
  }
  requestAnimationFrame(find)
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
    usable: Reflect.get(window, 'nrmmUsable') ?? null,
    blocked: seen.blocked,
    shift: seen.shift,
    scripts: kilobytes('.js'),
    styles: kilobytes('.css'),
  }
}
