import type { Browser, Page } from '@playwright/test'
import { type NewOfficer, newOfficer, openDistrict } from '../../fixtures/new-officer'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { StaffClient } from '../../fixtures/staff-client'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'
import { submitBulldozer } from './manual-machine'

/** 门头沟区, where no other test decides. */
const DISTRICT = '110109'

test.beforeEach(async ({ request, dataDir, baseURL }) => {
  await openDistrict(baseURL, DISTRICT)
  const owner = await registerOwner(request, dataDir, newPerson('周到'))
  for (let count = 0; count < 2; count++) await submitBulldozer(owner, DISTRICT)
})

async function pageOf(browser: Browser, { username, password }: NewOfficer): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, username, password)
  return page
}

test('a claimed filing is handed to a colleague by name, and found by the number that is read out', async ({
  browser,
  page,
  baseURL,
}) => {
  const second = await newOfficer(baseURL, DISTRICT)
  const colleague = await pageOf(browser, second)
  await colleague.goto('/queues/mine')
  await expect(colleague.getByText('您没有正在审核的登记')).toBeVisible()

  const first = await newOfficer(baseURL, DISTRICT)
  await signIn(page, first.username, first.password)
  const next = await page.request.post('/api/console/filings/next', { headers: { origin: baseURL ?? '' } })
  const { id, number } = await next.json()
  const spoken = number.replace(/(...)(...)(...)/, '$1 $2 $3')
  await page.goto(`/filings/${id}`)
  await expect(page.getByText(`查询号 ${spoken}`)).toBeVisible()
  await page.getByRole('button', { name: '移交' }).click()
  const dialog = page.getByRole('dialog', { name: '移交给同事' })
  await dialog.getByRole('radio', { name: new RegExp(second.name) }).check()
  await dialog.getByLabel(/内部备注/).fill('已电话联系机主')
  const passed = page.waitForResponse((response) => response.url().endsWith('/pass'))
  await dialog.getByRole('button', { name: `移交给${second.name}` }).click()
  expect((await passed).status()).toBe(200)
  await expect(page.getByText(`已移交给${second.name}`)).toBeVisible()

  // Live: the colleague's list was open before.
  const row = colleague.getByRole('row').filter({ hasText: new RegExp(`${first.name}移交.*已电话联系机主`) })
  await expect(row).toHaveCount(1)
  await row.getByRole('link').first().click()
  await expect(
    colleague.getByText(new RegExp(`${first.name} \\d\\d:\\d\\d 移交：已电话联系机主`)),
  ).toBeVisible()

  await page.goto('/queues/in-review')
  await page.getByLabel('搜索登记').fill(spoken)
  await expect(page.locator('[data-row]')).toHaveCount(1)
  const misheard = `${spoken.slice(0, -1)}${(Number(spoken.slice(-1)) + 1) % 10}`
  await page.getByLabel('搜索登记').fill(misheard)
  await expect(page.getByText('没有这个查询号')).toBeVisible()
  await colleague.context().close()
})

test('a supervisor enters an absence and hands over what is in hand; a double tap passes nothing', async ({
  browser,
  page,
  baseURL,
}) => {
  const leaving = await newOfficer(baseURL, DISTRICT)
  const taking = await newOfficer(baseURL, DISTRICT)
  const desk = await StaffClient.signIn(baseURL ?? '', leaving.username, leaving.password)
  for (let count = 0; count < 2; count++) expect((await desk.post('/filings/next')).status).toBe(200)

  await signIn(page, 'supervisor')
  await page.goto('/reviewers')
  const row = page.getByRole('row').filter({ hasText: leaving.name })
  await expect(row.getByText('2 件')).toBeVisible()
  await row.getByRole('button', { name: `${leaving.name}的离岗、请假` }).click()
  const absence = page.getByRole('dialog', { name: `${leaving.name}的离岗、请假` })
  await absence.getByText('请假', { exact: true }).click()
  await absence.getByRole('button', { name: '登记' }).click()

  const held = page.getByRole('dialog', { name: `${leaving.name}手上的登记` })
  await expect(held.getByText('已登记离岗')).toBeVisible()
  await held.getByText('全选 2 件').click()
  await held.getByText('移交给同事').click()
  await held.getByRole('radio', { name: new RegExp(taking.name) }).check()
  const sent: string[] = []
  page.on('request', (request) => request.url().endsWith('/passes') && sent.push(request.url()))
  await held.getByRole('button', { name: '下一步' }).dblclick()
  const confirm = page.getByRole('dialog')
  await held
    .getByRole('button', { name: '下一步' })
    .or(confirm.getByRole('button', { name: /确认移交/ }))
    .first()
    .waitFor()
  expect(sent).toEqual([])
  if (await held.getByRole('button', { name: '下一步' }).isVisible())
    await held.getByRole('button', { name: '下一步' }).click()
  await expect(confirm.getByText(`把${leaving.name}手上的 2 件移交给${taking.name}`)).toBeVisible()
  await confirm.getByRole('button', { name: `确认移交给${taking.name}` }).click()
  await expect(page.getByRole('row').filter({ hasText: taking.name }).getByText('2 件')).toBeVisible()
  await expect(row.getByText(/请假 \d{4}-\d\d-\d\d/)).toBeVisible()

  const back = await pageOf(browser, leaving)
  await back.goto('/')
  await expect(back.getByText(/您登记了请假/)).toBeVisible()
  await back.getByRole('button', { name: '销假' }).click()
  await expect(back.getByText(/您登记了请假/)).toHaveCount(0)
  await back.context().close()
})

test('the header counts the day as decisions take effect, and the workbench shows the changes that wait', async ({
  page,
  baseURL,
}) => {
  const { username, password } = await newOfficer(baseURL, DISTRICT)
  await signIn(page, username, password)
  await page.goto('/')
  const figures = (declined: number) => page.getByText(`今日 通过 0 · 退回 0 · 不予 ${declined}`)
  await expect(figures(0)).toBeVisible()
  const tile = page.getByRole('link', { name: /信息变更.*(最早|没有等待)/ })
  await expect(tile).toBeVisible()

  const next = await page.request.post('/api/console/filings/next', { headers: { origin: baseURL ?? '' } })
  await page.goto(`/filings/${(await next.json()).id}`)
  await page.getByRole('button', { name: '不予登记' }).click()
  const dialog = page.getByRole('dialog', { name: '不予登记' })
  await dialog.getByRole('textbox').fill('不属于登记范围')
  await dialog.getByRole('button', { name: '确认不予登记' }).click()
  // Open, it is not among them; ten seconds later it has taken effect.
  await expect(page.getByText('待生效 1')).toBeVisible()
  await expect(figures(0)).toBeVisible()
  await expect(figures(1)).toBeVisible({ timeout: 20_000 })
})
