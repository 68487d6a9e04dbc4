import type { Page } from '@playwright/test'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

const box = (page: Page) => page.getByRole('searchbox', { name: '查找机械' })
const total = (page: Page) => page.getByText(/^共 [\d,]+ 台$/)

test('several stages at once, by name, and a range of power', async ({ page }) => {
  await signIn(page, 'supervisor')
  await page.goto('/machines')
  await page.getByRole('combobox', { name: '排放阶段' }).click()
  await page.getByTitle('国二及以下', { exact: true }).click()
  await expect(page).toHaveURL(/stage=0(,|%2C)1(,|%2C)2/)
  await page.keyboard.press('Escape')
  await page.getByLabel('额定功率从（kW）').fill('37')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/minKw=37/)
  await expect(page.getByText('37 kW 及以上')).toBeVisible()
  const answer = await page.request.get('/api/console/machines?stage=0,1,2&minKw=37')
  const { data } = await answer.json()
  await expect(total(page)).toHaveText(`共 ${data.length} 台`)
  for (const { emissionStage } of data) expect(['0', '1', '2']).toContain(emissionStage)
  await page.getByRole('button', { name: '去掉条件：37 kW 及以上' }).click()
  await expect(page).not.toHaveURL(/minKw/)
})

test('a category is found by its name, a brand by its beginning', async ({ page }) => {
  await signIn(page, 'supervisor')
  await page.goto('/machines')
  await box(page).fill('叉车')
  await expect(page.getByText('按机械类别查找')).toBeVisible()
  await box(page).fill('徐工')
  await expect(page.getByText('按品牌查找')).toBeVisible()
})

test('words divided by blanks must all fit', async ({ page }) => {
  await signIn(page, 'supervisor')
  await page.goto('/machines')
  for (const words of ['三一 SY215C', 'SY215C 三一']) {
    await box(page).fill(words)
    await expect(page.getByText('每个词都要符合')).toBeVisible()
    await expect(total(page)).not.toHaveText('共 0 台')
    await expect(page.getByRole('cell', { name: 'SY215C', exact: true }).first()).toBeVisible()
    await box(page).fill('')
    await expect(page.getByText('每个词都要符合')).toBeHidden()
  }
})

test('a range of power that is the wrong way round is told, and turned', async ({ page }) => {
  await signIn(page, 'supervisor')
  await page.goto('/machines?minKw=200&maxKw=100')
  await expect(page.getByText('功率从 200 到 100 kW：起止填反了')).toBeVisible()
  await page.getByRole('button', { name: '改为 100–200 kW' }).click()
  await expect(page.getByText('100–200 kW', { exact: true })).toBeVisible()
  await expect(page).toHaveURL(/minKw=100/)
})

test('what is not found says what was looked at', async ({ page }) => {
  await signIn(page, 'supervisor')
  await page.goto('/machines?q=没有这个词')
  await expect(page.getByText('按 所有者名称、品牌（开头） 查找，均没有找到')).toBeVisible()
})
