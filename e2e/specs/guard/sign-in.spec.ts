import { expect, test } from '../../fixtures/world'
import { PASSWORD, signIn } from '../../pages/sign-in'

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

test('a name that is paused for too many tries does not keep the next person at the computer out', async ({
  page,
}) => {
  await page.goto('/login')
  const name = page.getByLabel('用户名')
  const password = page.getByLabel('密码', { exact: true })
  const submit = page.getByRole('button', { name: /登\s*录/ })
  const paused = page.getByRole('alert').filter({ hasText: '尝试次数过多' })
  await name.fill('nobody.at.this.desk')
  for (let n = 0; n < 5; n++) {
    await password.fill(`wrong-${n}`)
    const answered = page.waitForResponse('**/api/auth/callback/credentials')
    await submit.click()
    await answered
    await expect(password).toHaveValue('')
  }
  await expect(paused).toBeVisible()
  await expect(submit).toBeDisabled()
  await name.fill('reviewer')
  await expect(paused).toBeHidden()
  await expect(submit).toBeEnabled()
  await name.fill('nobody.at.this.desk')
  await expect(submit).toBeDisabled()
  await name.fill('reviewer')
  await password.fill(PASSWORD)
  await submit.click()
  await page.waitForURL((url) => url.pathname === '/')
})

test('a page opened without the right is refused, and the record says so', async ({ page, browser }) => {
  await signIn(page, 'reviewer')
  expect((await page.goto('/admin/series?q=13800001102'))?.status()).toBe(403)
  const office = await browser.newPage()
  await signIn(office, 'auditor')
  const refused = async () => {
    const answer = await office.request.get('/api/console/audit?action=access.refuse&limit=20')
    const { data }: { data: { details: object; address: string | null }[] } = await answer.json()
    return data.map(({ details, address }) => ({ ...details, address }))
  }
  await expect
    .poll(refused)
    .toContainEqual({ route: 'GET /admin/series', refusal: 'FORBIDDEN', address: '127.0.0.1' })
  expect(JSON.stringify(await refused())).not.toContain('13800001102')
  await office.close()
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
