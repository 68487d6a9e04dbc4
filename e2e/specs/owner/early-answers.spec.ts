import type { Page, Request } from '@playwright/test'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'
import { signInByPassword } from '../../pages/owner-account'

test.use(PHONE)

/** What a page asks for first is asked for while its scripts are still on their way (lib/client/early-answers.ts). */

async function signedIn(page: Page, { phone, password }: Owner): Promise<void> {
  await page.goto(`/m/sign-in?next=${encodeURIComponent('/m/me')}`)
  await signInByPassword(page, phone, password)
  await expect(page).toHaveURL('/m/me')
}

/** The calls of the API from now on, in their order. */
function callsOf(page: Page): string[] {
  const calls: string[] = []
  const note = (request: Request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/v1/')) calls.push(pathname.slice('/api/v1'.length) + search)
  }
  page.on('request', note)
  return calls
}

/** Scripts wait for what `open` returns to be called. */
async function holdScripts(page: Page): Promise<() => void> {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await opened
    await route.continue()
  })
  return open
}

/** Opens a page whose scripts come only after the answers to these calls. */
async function openWithAnswersFirst(page: Page, address: string, paths: string[]): Promise<void> {
  const release = await holdScripts(page)
  const answers = paths.map((path) => page.waitForResponse(`**/api/v1${path}`))
  await page.goto(address, { waitUntil: 'commit' })
  await Promise.all(answers)
  release()
}

const times = (calls: string[], path: string) => calls.filter((call) => call === path).length
const firstStep = (page: Page) => page.getByRole('heading', { level: 2, name: '基本信息' })

test('the form: filing and options come before the scripts, and are not asked for again', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('钱塘'))
  const { id } = await owner.post('/filings', { kind: 'MACHINE', plate: '1203' }, 201)
  await signedIn(page, owner)
  const calls = callsOf(page)
  await openWithAnswersFirst(page, `/m/filings/${id}/edit?step=basic`, [`/filings/${id}`, '/options'])
  await expect(page.getByPlaceholder('机械号牌')).toHaveValue('1203')
  await expect(page.getByText(owner.name)).toBeVisible()
  expect([times(calls, `/filings/${id}`), times(calls, '/options')]).toEqual([1, 1])
})

test('编码登记进展: the list comes before the scripts, by its status, once; 刷新 asks anew', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('孙水'))
  await owner.post('/filings', { kind: 'MACHINE' }, 201)
  await signedIn(page, owner)
  const calls = callsOf(page)
  const list = '/filings?status=DRAFT'
  await openWithAnswersFirst(page, '/m/filings?status=DRAFT', [list])
  await expect(page.getByRole('article')).toHaveCount(1)
  expect(times(calls, list)).toBe(1)
  await owner.post('/filings', { kind: 'MACHINE' }, 201)
  await page.getByRole('button', { name: '刷新' }).click()
  await expect(page.getByRole('article')).toHaveCount(2)
})

test('a token that has ended is not sent: the session is renewed first, then each call is made once', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('李山'))
  const { id } = await owner.post('/filings', { kind: 'MACHINE' }, 201)
  await signedIn(page, owner)
  await page.evaluate(() => {
    const session = JSON.parse(localStorage.getItem('nrmm.owner') ?? '')
    localStorage.setItem('nrmm.owner', JSON.stringify({ ...session, expiresAt: Date.now() }))
  })
  const calls = callsOf(page)
  await page.goto(`/m/filings/${id}/edit?step=basic`)
  await expect(firstStep(page)).toBeVisible()
  expect(calls.indexOf('/sessions/refresh')).toBeLessThan(calls.indexOf(`/filings/${id}`))
  expect([times(calls, `/filings/${id}`), times(calls, '/options')]).toEqual([1, 1])
})

test('a session that was ended elsewhere asks to sign in, and the form then opens', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('周原'))
  const { id } = await owner.post('/filings', { kind: 'MACHINE' }, 201)
  await signedIn(page, owner)
  const opened = await request.post('/api/v1/sessions', {
    data: { phone: owner.phone, password: owner.password },
  })
  const headers = { authorization: `Bearer ${(await opened.json()).accessToken}` }
  await request.delete('/api/v1/sessions?everywhere=true', { headers })
  await page.goto(`/m/filings/${id}/edit?step=basic`)
  await expect(page.getByRole('dialog', { name: '登录已失效' })).toBeVisible()
  await signInByPassword(page, owner.phone, owner.password)
  await expect(firstStep(page)).toBeVisible()
})
