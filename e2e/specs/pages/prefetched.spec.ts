import type { Page } from '@playwright/test'
import { newPhone } from '../../../prisma/factories/identity'
import { registerOwner, somebody } from '../../fixtures/owner'
import { expect, test } from '../../fixtures/world'
import { wentOn } from '../../pages/desk'
import { signIn } from '../../pages/sign-in'
import { submittable } from '../filing/manual-machine'

/** What the page asked of the API by itself since it was opened, pictures apart. */
function watchQuestions(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/') && !pathname.includes('/photos/')) asked.push(pathname + search)
  })
  return asked
}

/** The first of a list, by the API that the page uses. */
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
]

for (const { name, role, path, shows } of PAGES) {
  test(`${name} (${role}) arrives with its data`, async ({ page }) => {
    await signIn(page, role)
    const asked = watchQuestions(page)
    const response = await page.goto(await path(page), { waitUntil: 'networkidle' })
    expect(await response?.text()).toContain(shows)
    expect(asked).toEqual([])
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

test('going back shows a decided filing as it is now, not as the page once arrived', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, somebody('周到'))
  const known = await owner.post('/catalogue/checks', { group: 1, machineEnvCode: '88811111QH3111446' })
  const { id } = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  await owner.patch(`/filings/${id}`, await submittable(owner, known.entry))
  await owner.post(`/filings/${id}/submit`)
  await signIn(page, 'reviewer')
  await page.goto(`/filings/${id}`)
  await page.getByRole('button', { name: '领取审核' }).click()
  await expect(page.getByRole('button', { name: '审核通过' })).toBeVisible()
  await page.reload()
  await page.getByRole('navigation').getByRole('link', { name: '我正在审核' }).click()
  await page.locator(`a[href="/filings/${id}"]`).first().click()

  await page.getByRole('button', { name: '不予登记' }).click()
  const dialog = page.getByRole('dialog', { name: '不予登记' })
  await dialog.getByRole('textbox').fill('不属于登记范围')
  await dialog.getByRole('button', { name: /确认/ }).click()
  await wentOn(page, id)
  await page.goBack()
  await expect(page).toHaveURL(/\/queues\/mine$/)
  await page.goBack()

  await expect(page).toHaveURL(new RegExp(`/filings/${id}$`))
  await expect(page.getByRole('region', { name: '机主' })).toBeVisible()
  await expect(page.getByRole('button', { name: '审核通过' })).toHaveCount(0)
})
