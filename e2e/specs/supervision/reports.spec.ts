import type { Page } from '@playwright/test'
import { expect, test } from '../../fixtures/world'
import { signIn, signInByPage } from '../../pages/sign-in'

const figure = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })
const numberOf = (text: string | null) => Number(text?.replaceAll(',', ''))

test('from the country down to a district, and to the machines behind a figure', async ({ page }) => {
  await signInByPage(page, 'supervisor.nation')
  await page.getByRole('link', { name: '数据统计' }).click()
  const path = page.getByRole('navigation', { name: '统计地区' })
  await expect(path).toHaveText('全国')
  await figure(page, '按地区').getByRole('link', { name: '河北省', exact: true }).click()
  await figure(page, '按地区').getByRole('link', { name: '唐山市', exact: true }).click()
  await expect(path).toHaveText('全国河北省唐山市')
  await expect(page).toHaveURL(/area=130200/)

  const row = figure(page, '按机械类别').getByRole('row').nth(1)
  const link = row.getByRole('link')
  const count = numberOf(await link.textContent())
  expect(count).toBeGreaterThan(0)
  await link.click()
  await expect(page).toHaveURL(/\/machines\?.*cityCode=130200/)
  await expect(page.getByText(`共 ${count} 台`, { exact: true })).toBeVisible()

  await page.goBack()
  await expect(path).toHaveText('全国河北省唐山市')
  await path.getByRole('link', { name: '河北省' }).click()
  await expect(path).toHaveText('全国河北省')
})

test('the parts of a figure are its whole, and a month leads to its paper', async ({ page }) => {
  await signIn(page, 'supervisor')
  await page.goto('/reports')
  const total = numberOf(await page.getByRole('definition').first().getByRole('link').textContent())
  const counts = await figure(page, '按排放阶段').getByRole('cell').getByRole('link').allTextContents()
  expect(counts.map(numberOf).reduce((sum, count) => sum + count, 0)).toBe(total)

  await page.getByLabel('开始月份').fill('2026-01')
  await page.getByLabel('结束月份').fill('2026-03')
  await expect(figure(page, '按登记月份').getByRole('rowheader')).toHaveText([
    '2026年3月',
    '2026年2月',
    '2026年1月',
  ])
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: '打印 3 月月报' }).click()
  await expect((await opened).getByText('北京市2026年3月登记月报', { exact: true })).toBeVisible()
})

test('how filings are decided, by month, bureau and reviewer; nothing of another area', async ({ page }) => {
  await signIn(page, 'supervisor.tangshan')
  await page.goto('/reports')
  await page.getByRole('tab', { name: '审核办理' }).click()
  await expect(page).toHaveURL(/tab=review/)
  await expect(page.getByRole('img', { name: /按月份/ }).locator('svg')).toBeVisible()
  await expect(figure(page, '按月份').getByRole('row')).toHaveCount(13)
  await expect(figure(page, '唐山市各机构')).toBeVisible()

  await page.goto('/reports?area=110000')
  await expect(page.getByRole('heading', { name: '没有找到这个页面' })).toBeVisible()
})

test('an area without a machine says so', async ({ page }) => {
  await signIn(page, 'supervisor.nation')
  await page.goto('/reports?area=460300')
  await expect(page.getByText('三沙市还没有在册机械')).toBeVisible()
})
