/** `npm run bench -- --owner`: the owner's pages on a slow phone. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { PRIVACY_VERSION } from '@/lib/core/privacy-version'
import { CONSENT_KINDS } from '@/lib/features/consent/schema'
import { newPersonNumber, newPhone } from '@/prisma/factories/identity'
import { say } from '../lib/say'
import { median } from './measure'
import { measurePage, openBrowser, type PageMeasures } from './phone'
import { machineFacts, table, writeSection } from './report'
import { startServer } from './server'
import type { Stage } from './stage'

const ROUNDS = 5
const QUICK_ROUNDS = 2

interface OwnerPage {
  title: string
  path: string
  signedIn: boolean
  /** Stands there when the page is ready. */
  shown: string
  /** What is used first, as a selector of CSS. */
  field?: string
}

function pagesOf(filingId: string): OwnerPage[] {
  const edit = `/m/filings/${filingId}/edit`
  return [
    { title: 'Home, nobody signed in', path: '/m', signedIn: false, shown: '编码登记进展' },
    { title: 'Home', path: '/m', signedIn: true, shown: '我的账号' },
    { title: 'Registration', path: '/m/register', signedIn: false, shown: '单位注册' },
    { title: 'Sign-in', path: '/m/sign-in', signedIn: false, shown: '登录' },
    { title: 'Progress', path: '/m/filings', signedIn: true, shown: '继续填写', field: 'article a' },
    {
      title: 'Form, step 1',
      path: `${edit}?step=basic`,
      signedIn: true,
      shown: '登记区县',
      field: '#placeCode',
    },
    {
      title: 'Form, step 2',
      path: `${edit}?step=photos`,
      signedIn: true,
      shown: '机身正面照片',
      field: '[name=hasNameplate]:not(:checked)',
    },
    { title: 'Nameplate guide', path: '/m/guide', signedIn: false, shown: '环保信息标签' },
  ]
}

/** @param only part of a page's title: that page alone, and nothing is written */
export async function measureOwnerPages(stage: Stage, quick: boolean, only = ''): Promise<number> {
  const facts = machineFacts()
  await stage.copy()
  const server = await startServer(stage)
  const browser = await openBrowser()
  try {
    const { session, filingId } = await makeOwner(stage)
    const rows: string[][] = []
    for (const { title, path, signedIn, ...page } of pagesOf(filingId)) {
      if (!title.includes(only)) continue
      const measures: PageMeasures[] = []
      const opened = {
        ...page,
        url: `http://127.0.0.1:${stage.port}${path}`,
        session: signedIn ? session : null,
      }
      for (let round = 0; round < (quick ? QUICK_ROUNDS : ROUNDS); round += 1)
        measures.push(await measurePage(browser, opened))
      rows.push(rowOf(title, measures))
      say(`  ${rows.at(-1)?.join(' · ')}`)
    }
    const text = `${facts}.\n\n${table(HEAD, rows)}`
    say(`\n${text}`)
    if (!quick && !only) writeSection('owner-pages', text)
    return 0
  } finally {
    await browser.close()
    await server.stop()
  }
}

const HEAD = [
  'Page',
  'First paint ms',
  'Largest paint ms',
  'worst',
  'First field usable ms',
  'Blocked ms',
  'Layout shift',
  'Script KB',
  'Style KB',
]

function rowOf(title: string, measures: PageMeasures[]): string[] {
  const middle = (name: Exclude<keyof PageMeasures, 'usable'>) =>
    median(measures.map((measure) => measure[name]))
  const usable = measures.flatMap((measure) => measure.usable ?? [])
  const worst = Math.max(...measures.map(({ largestPaint }) => largestPaint))
  return [
    title,
    middle('firstPaint').toFixed(0),
    middle('largestPaint').toFixed(0),
    worst.toFixed(0),
    usable.length > 0 ? median(usable).toFixed(0) : '–',
    middle('blocked').toFixed(0),
    middle('shift').toFixed(3),
    middle('scripts').toFixed(0),
    middle('styles').toFixed(0),
  ]
}

/** Somebody who registered, with one draft; the session as his browser keeps it. */
async function makeOwner({ port, dataDir }: Stage): Promise<{ session: string; filingId: string }> {
  const api = async (path: string, body: object, bearer?: string) => {
    const authorization: Record<string, string> = bearer ? { authorization: `Bearer ${bearer}` } : {}
    const headers = { 'content-type': 'application/json', ...authorization }
    const url = `http://127.0.0.1:${port}/api/v1${path}`
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const phone = newPhone()
  await api('/verification-codes', { phone, purpose: 'REGISTER' })
  const outbox = readFileSync(path.join(dataDir, 'outbox.jsonl'), 'utf8').trim().split('\n')
  const { code } = JSON.parse(outbox.at(-1) ?? '')
  const person = {
    type: 'PERSON',
    name: '张建国',
    idNumber: newPersonNumber(),
    password: 'Zhiyuan-2019',
    phone,
    consents: { version: PRIVACY_VERSION, kinds: CONSENT_KINDS },
  }
  const { account, expiresInSeconds, ...tokens } = await api('/accounts', { ...person, code })
  const content = { kind: 'MACHINE', districtCode: '110101', hasNameplate: true }
  const { id } = await api('/filings', content, tokens.accessToken)
  const expiresAt = Date.now() + expiresInSeconds * 1000
  const session = { accountId: account.id, ...tokens, expiresAt, refreshKey: 'measured' }
  return { session: JSON.stringify(session), filingId: id }
}
