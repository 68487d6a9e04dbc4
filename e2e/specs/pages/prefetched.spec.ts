import type { Page } from '@playwright/test'
import { newPhone } from '../../../prisma/factories/identity'
import { endWatches } from '../../fixtures/alerts'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

/**
 * What is not data of a page: photos, the stream of events, the report that a filing is open, and the officer's open
 * decisions, whose seconds are counted by the browser's clock from the answer on.
 */
const APART = /\/photos\/|\/events$|\/presence$|\/console\/decisions$/

/** Records the requests of the page for data from now on; events, which other tests cause, do not reach it. */
async function recordRequests(page: Page): Promise<string[]> {
  const requested: string[] = []
  await page.route('**/api/console/events', (route) => route.abort())
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/') && !APART.test(pathname)) requested.push(pathname + search)
  })
  return requested
}

/** Id of the first entry of a list, from the API that the page uses. */
async function firstOf(page: Page, path: string): Promise<string> {
  const { data } = await (await page.request.get(path)).json()
  return data[0].id
}

const PAGES: { name: string; role: string; path: (page: Page) => Promise<string>; shows: string }[] = [
  { name: '工作台', role: 'reviewer', path: async () => '/', shows: '待办理' },
  { name: '主管的工作台', role: 'supervisor', path: async () => '/', shows: '待办理' },
  { name: '待审核', role: 'reviewer', path: async () => '/queues/pending', shows: 'data-row' },
  {
    name: '审核台',
    role: 'reviewer',
    path: async (page) => `/filings/${await firstOf(page, '/api/console/filings?queue=pending')}`,
    shows: '自动核对',
  },
  { name: '机械查询', role: 'supervisor', path: async () => '/machines', shows: 'data-row' },
  {
    name: '机械',
    role: 'supervisor',
    path: async (page) => `/machines/${await firstOf(page, '/api/console/machines')}`,
    shows: '登记时间',
  },
  { name: '信息变更', role: 'reviewer', path: async () => '/changes', shows: 'data-row' },
  {
    name: '窗口代办',
    role: 'counter',
    path: async () => '/counter/assisted',
    shows: '到窗口办理的登记',
  },
  { name: '待领取名单', role: 'counter', path: async () => '/counter/waiting', shows: 'data-row' },
  { name: '我的导出', role: 'supervisor', path: async () => '/exports', shows: '我的导出' },
  { name: '机械保有量', role: 'supervisor', path: async () => '/reports', shows: '在册机械' },
  { name: '审核办理', role: 'supervisor', path: async () => '/reports?tab=review', shows: '按月' },
]

for (const { name, role, path, shows } of PAGES) {
  test(`${name} (${role}) arrives with its data`, async ({ page }) => {
    await signIn(page, role)
    const requested = await recordRequests(page)
    const response = await page.goto(await path(page), { waitUntil: 'networkidle' })
    expect(await response?.text()).toContain(shows)
    expect(requested).toEqual([])
  })
}

test('a search for a phone number that arrives with the page is recorded once', async ({ page }) => {
  await signIn(page, 'supervisor')
  const recorded = async (): Promise<unknown[]> => {
    const found = await page.request.get('/api/console/audit?action=machine.search-phone')
    return (await found.json()).data
  }
  const before = await recorded()
  await page.goto(`/machines?q=${newPhone()}`, { waitUntil: 'networkidle' })
  await expect(page.getByText('本次查询已留痕')).toBeVisible()
  expect(await recorded()).toHaveLength(before.length + 1)
})

test('going back shows what holds now, not what the page once arrived with', async ({ page }) => {
  await signIn(page, 'supervisor.nation')
  await endWatches(page)
  await page.goto('/')
  const offer = page.getByRole('button', { name: '开启全部提醒' })
  const alerts = page.getByRole('region', { name: /^提醒/ })
  await offer.click()
  await expect(alerts).toBeVisible()
  await expect(offer).toHaveCount(0)

  await page.getByRole('link', { name: '机械查询' }).click()
  await expect(page).toHaveURL(/\/machines$/)
  await page.goBack()
  await expect(page).toHaveURL(/\/$/)
  await expect(alerts).toBeVisible()
  expect(await offer.count()).toBe(0)
})
