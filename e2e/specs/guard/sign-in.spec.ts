import { expect, test } from '../../fixtures/world'
import { PASSWORD } from '../../pages/sign-in'

test('what is typed before the scripts are there is kept, and never gets into the address', async ({
  page,
}) => {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await released
    await route.continue()
  })
  const requested: string[] = []
  page.on('request', (request) => requested.push(`${request.method()} ${request.url()}`))

  await page.goto('/login', { waitUntil: 'commit' })
  await page.getByLabel('用户名').fill('reviewer')
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  const submit = page.getByRole('button', { name: /登\s*录/ })
  await expect(submit).toBeDisabled()
  await expect(page.locator('form')).toHaveAttribute('method', 'post')

  release()
  await expect(submit).toBeEnabled()
  await expect(page.getByLabel('用户名')).toHaveValue('reviewer')
  await expect(page.getByLabel('密码', { exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/')
  expect(requested.filter((line) => line.includes(encodeURIComponent(PASSWORD)))).toEqual([])
})

test('a page takes no form', async ({ request }) => {
  const sent = await request.post('/login', { form: { username: 'reviewer' } })
  expect([sent.status(), sent.headers().allow]).toEqual([405, 'GET, HEAD, OPTIONS'])
  expect((await request.fetch('/login', { method: 'OPTIONS' })).status()).toBe(204)
})

test('a call with another type of content is told about content, not about pictures', async ({ request }) => {
  const answer = await request.post('/api/v1/verification-codes', {
    data: 'x',
    headers: { 'content-type': 'text/plain' },
  })
  expect(answer.status()).toBe(415)
  expect(await answer.text()).not.toContain('图片')
})
