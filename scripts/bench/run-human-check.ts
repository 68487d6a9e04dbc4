/**
 * `npm run bench -- --human-check`: how long the sum of the human check (docs/decisions/0053) takes in Chromium, as it is and with
 * its processor held back as on phones. Writes the section `human-check`.
 */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { build } from 'esbuild'
import type { HumanCheck } from '@/lib/client/human-check'
import { HUMAN_CHECK_NUMBERS } from '@/lib/features/account/rules'
import { sha256 } from '@/lib/server/secrets/secrets'
import { projectRoot } from '../lib/project'
import { say } from '../lib/say'
import { quantile } from './measure'
import { openBrowser } from './phone'
import { machineFacts, table, writeSection } from './report'

/** Four is what Lighthouse takes for a middling phone, six for a cheap one. */
const SLOWER = [1, 4, 6]
const SUMS = 20
const QUICK_SUMS = 5
/** For most people at the slowest of these; more, and the sum is to be made easier. */
const AIM_MS = 6_000

export async function measureHumanCheck(quick: boolean): Promise<number> {
  const facts = machineFacts()
  const script = await bundle()
  const browser = await openBrowser()
  try {
    const rows: string[][] = []
    let slowest = 0
    for (const rate of SLOWER) {
      const times = await solveAll(await slowPage(browser, script, rate), quick ? QUICK_SUMS : SUMS)
      slowest = quantile(times, 0.5)
      rows.push(rowOf(rate, times))
      say(`  ${rows.at(-1)?.join(' · ')}`)
    }
    const numbers = HUMAN_CHECK_NUMBERS.toLocaleString('en')
    const text = `${facts}; numbers below ${numbers}.\n\n${table(HEAD, rows)}`
    say(`\n${text}`)
    if (!quick) writeSection('human-check', text)
    return slowest <= AIM_MS ? 0 : 1
  } finally {
    await browser.close()
  }
}

const HEAD = ['Processor', 'Sums', 'p50 s', 'p90 s', 'longest s']

const rowOf = (rate: number, times: number[]): string[] => [
  rate === 1 ? 'as it is' : `${rate} × slower`,
  String(times.length),
  ...[quantile(times, 0.5), quantile(times, 0.9), Math.max(...times)].map((ms) => (ms / 1000).toFixed(2)),
]

/** A page with the code, in a renderer that is slower by so much. */
async function slowPage(browser: Browser, script: string, rate: number): Promise<Page> {
  const page = await browser.newPage()
  await page.addScriptTag({ content: script })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate })
  return page
}

async function solveAll(page: Page, count: number): Promise<number[]> {
  const times: number[] = []
  for (const check of spreadChecks(count)) times.push(await solve(page, check))
  await page.close()
  return times
}

/** The page's own code, as a browser gets it. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(projectRoot, 'lib/client/human-check.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'humanCheck',
    target: 'chrome86',
  })
  return outputFiles[0]?.text ?? ''
}

/** The numbers to be found lie evenly between none and all: the median is that of all checks, with few of them. */
function spreadChecks(count: number): HumanCheck[] {
  return Array.from({ length: count }, (_, place) => {
    const salt = `${Date.now()}.${randomBytes(12).toString('base64url')}.`
    const number = Math.floor(((place + 0.5) / count) * HUMAN_CHECK_NUMBERS)
    return { salt, challenge: sha256(`${salt}${number}`), numbers: HUMAN_CHECK_NUMBERS, signature: '' }
  })
}

/** @returns milliseconds */
function solve(page: Page, check: HumanCheck): Promise<number> {
  return page.evaluate(async (given) => {
    const { solveHumanCheck } = Reflect.get(window, 'humanCheck')
    const began = performance.now()
    const answer = await solveHumanCheck(given, () => undefined)
    if (answer === null) throw new Error('a check was not solved')
    return performance.now() - began
  }, check)
}
