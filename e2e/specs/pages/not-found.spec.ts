import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

const NOBODY = '0199d1c8-7d5e-7000-8000-000000000000'

for (const path of [`/filings/${NOBODY}`, '/filings/zzz', '/machines/zzz', '/changes/zzz', '/queues/nothing'])
  test(`${path} answers 404 with one sentence and a way on`, async ({ page }) => {
    await signIn(page, 'reviewer')
    const answer = await page.goto(path)
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有找到这个页面')
    await expect(page.getByText('不在您的管辖范围内')).toHaveCount(1)
    await expect(page.getByRole('button', { name: '重试' })).toHaveCount(0)
    await page.getByRole('searchbox', { name: '查找机械' }).fill('SY215C')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/machines\?q=SY215C$/)
    await expect(page.getByRole('searchbox', { name: '查找机械' })).toHaveValue('SY215C')
  })

test('a page that is gone when one goes there says the same, and leads back', async ({ page }) => {
  await signIn(page, 'reviewer')
  await page.goto('/queues/pending')
  await page.route('**/api/console/filings/*', (route) =>
    route.fulfill({
      status: 404,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 404, code: 'NOT_FOUND', title: '没有找到', detail: '没有找到' }),
    }),
  )
  await page.locator('a[data-row]').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有找到这个页面')
  await page.getByRole('button', { name: /^返\s?回$/ }).click()
  await expect(page).toHaveURL(/\/queues\/pending$/)
})
