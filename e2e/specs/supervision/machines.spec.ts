import type { Page } from '@playwright/test'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

/** Unique to this run: several runs may share a server. */
const run = String(Date.now()).slice(-3)
const rows = (page: Page) => page.locator('a[data-row]')
const expectText = (page: Page, text: string) => expect(page.getByText(text, { exact: true })).toBeVisible()

test('typing finds, filters narrow, the head sorts, and the address tells it all', async ({
  page,
  context,
}) => {
  await signIn(page, 'supervisor.nation')
  await page.goto('/machines')
  await expect(rows(page).first()).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('曹妃甸')
  await expect(page.getByRole('row', { name: /唐山曹妃甸港通装卸有限公司/ }).first()).toBeVisible()
  await expect(page.getByRole('row', { name: /北京/ })).toHaveCount(0)

  await page.getByRole('combobox', { name: '机械类别' }).click()
  await page.keyboard.type('起重机')
  await page.keyboard.press('Enter')
  await expectText(page, '共 1 台')
  await expect(page).toHaveURL(/categoryCode=CRANE/)
  // The list stays open for further choices, over the button.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '清除' }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('')

  await page.getByRole('button', { name: '登记号码' }).click()
  await expect(page.getByRole('columnheader', { name: '登记号码' })).toHaveAttribute('aria-sort', 'ascending')
  await page.getByRole('searchbox').fill('3046881')
  await expect(page.getByRole('row', { name: /30468810/ })).toBeVisible()
  await expect(rows(page).filter({ hasNotText: '3046881' })).toHaveCount(0)
  // Digits may be a phone's: they stand in no address.
  expect(page.url()).not.toContain('3046881')
  await page.getByRole('searchbox').fill('曹妃甸')
  await expect(page.getByRole('row', { name: /唐山曹妃甸港通装卸有限公司/ }).first()).toBeVisible()
  await expect(page.getByRole('row', { name: /北京/ })).toHaveCount(0)
  await expect(page).toHaveURL(/q=/)
  const shown = await rows(page).allTextContents()
  expect(shown.length).toBeGreaterThan(1)

  const other = await context.newPage()
  await other.goto(page.url())
  await expect(rows(other)).toHaveText(shown)
})

test('the keyboard opens a machine, and going back keeps search, place and focus', async ({ page }) => {
  await signIn(page, 'supervisor.nation')
  await page.goto('/machines?provinceCode=110000')
  await expect(rows(page).first()).toBeVisible()
  await page.getByRole('searchbox').click()
  for (let times = 0; times < 9; times++) await page.keyboard.press('ArrowDown')
  const number = await page.locator(':focus').textContent()
  expect(number).toBe(await rows(page).nth(8).textContent())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: number ?? '' })).toBeVisible()
  await page.getByRole('button', { name: '返回' }).click()
  await expect(page).toHaveURL(/provinceCode=110000/)
  await expect(page.locator(':focus')).toHaveText(number ?? '')
})

test('a code with O for 0 finds nothing by itself, and what it may mean is offered', async ({ page }) => {
  await signIn(page, 'supervisor.nation')
  await page.goto('/machines')
  await page.getByRole('searchbox').fill('LW5OOKO20589')
  await expectText(page, '共 0 台')
  await expect(page.getByText('是否要找')).toBeVisible()
  await page.getByRole('button', { name: 'LW500K020589' }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('LW500K020589')
  await expectText(page, '共 1 台')
  await expect(rows(page)).toHaveCount(1)
})

test('a search is kept by name, and columns are kept with the account', async ({ page }) => {
  const name = `东城叉车 ${run}`
  await signIn(page, 'supervisor')
  await page.goto('/machines?categoryCode=FORKLIFT&districtCode=110101')
  await expect(rows(page).first()).toBeVisible()
  await page.getByRole('button', { name: '常用查询' }).click()
  await page.getByRole('button', { name: '保存当前查询' }).click()
  await page.getByLabel('名称').fill(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.getByRole('button', { name: '列', exact: true }).click()
  const saved = page.waitForResponse('**/api/console/preferences/machine-columns')
  await page.getByRole('checkbox', { name: '燃料种类' }).click()
  await expect(page.getByRole('checkbox', { name: '燃料种类' })).toBeChecked()
  await expect(page.getByRole('columnheader', { name: '燃料种类' })).toBeVisible()
  expect((await saved).ok()).toBe(true)

  await page.goto('/machines')
  await expect(page.getByRole('columnheader', { name: '燃料种类' })).toBeVisible()
  await page.getByRole('button', { name: '列', exact: true }).click()
  await page.getByRole('button', { name: '恢复常用的列' }).click()
  await expect(page.getByRole('columnheader', { name: '燃料种类' })).toBeHidden()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: '常用查询' }).click()
  await page.getByRole('link', { name }).click()
  await expect(page).toHaveURL(/categoryCode=FORKLIFT/)
  await page.getByRole('button', { name: '常用查询' }).click()
  await page.getByRole('button', { name: `删除查询“${name}”` }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^删\s?除$/ })
    .click()
  await expect(page.getByRole('link', { name })).toHaveCount(0)
})

test('an area outside one’s own shows nothing, and says so', async ({ page }) => {
  await signIn(page, 'supervisor.tangshan')
  await page.goto('/machines?districtCode=110101')
  await expectText(page, '共 0 台')
  await expect(rows(page)).toHaveCount(0)
  await page.getByRole('button', { name: '清除全部条件' }).click()
  await expect(rows(page).first()).toBeVisible()
})
