import { newPhone } from '../../../prisma/factories/identity'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'

test.use(PHONE)

test('after suspicious use the phone reckons by itself, says so, and gets its code', async ({ page }) => {
  const bodies: unknown[] = []
  await page.route('**/api/v1/verification-codes', async (route) => {
    bodies.push(route.request().postDataJSON())
    if (bodies.length > 1) return route.continue()
    return route.fulfill({
      status: 428,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        ...{ type: 'about:blank', status: 428, code: 'HUMAN_CHECK_REQUIRED', title: '请先完成自动验证' },
        detail: '获取验证码的次数较多，请先完成自动验证',
      }),
    })
  })
  await page.goto('/m/forgot')
  await page.getByLabel('手机号', { exact: true }).fill(newPhone())
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByRole('status')).toContainText('自动验证')
  await expect(page.getByRole('button', { name: /秒后可重发/ })).toBeVisible()
  await expect(page.getByLabel('验证码', { exact: true })).toBeFocused()
  expect(bodies).toHaveLength(2)
  expect(bodies[1]).toMatchObject({ humanCheck: expect.stringMatching(/^\d{13}\.[\w-]{16}\.\d+:[\w-]{43}$/) })
})
