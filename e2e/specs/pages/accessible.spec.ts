import { graveFaults } from '../../fixtures/grave-faults'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

/** Every page of the console, for someone who may open it. */
const PAGES: Record<string, string[]> = {
  reviewer: [
    '/',
    ...['pending', 'mine', 'in-review', 'returned', 'overdue', 'approved', 'declined', 'duplicates'].map(
      (slug) => `/queues/${slug}`,
    ),
    '/changes',
    '/me',
  ],
  counter: ['/counter', '/counter/waiting', '/changes'],
  supervisor: ['/', '/queues/pending', '/changes', '/audit', '/machines', '/machines?q=ZZZZZZ', '/watch'],
  admin: [
    '/admin/staff',
    '/admin/bureaus',
    '/admin/series',
    '/admin/lists',
    '/admin/rules',
    '/audit',
    '/admin/catalogue',
    '/admin/catalogue/imports',
  ],
}
/** What a role may not open says so, and says nothing else. */
const CLOSED: Record<string, string[]> = {
  reviewer: ['/counter', '/admin/staff', '/audit'],
  counter: ['/queues/pending', '/admin/series'],
  admin: ['/queues/pending', '/counter'],
}

for (const [username, addresses] of Object.entries(PAGES)) {
  for (const viewport of [
    { width: 1366, height: 768 },
    { width: 390, height: 844 },
  ]) {
    test(`pages of ${username} are accessible and fit at ${viewport.width} px`, async ({ page }) => {
      await page.setViewportSize(viewport)
      await signIn(page, username)
      for (const address of addresses) {
        await page.goto(address, { waitUntil: 'networkidle' })
        await expect(page.getByRole('heading', { level: 1 }), address).toBeVisible()
        expect(await graveFaults(page), address).toEqual([])
      }
    })
  }
}

test('the filing desk is accessible and fits, on a desktop and a phone', async ({ page }) => {
  await signIn(page, 'reviewer')
  const queue = await page.request.get('/api/console/filings?queue=returned')
  const { data } = await queue.json()
  for (const [width, height] of [
    [1366, 768],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.goto(`/filings/${data[0].id}`, { waitUntil: 'networkidle' })
    await expect(page.getByRole('region', { name: '办理经过' })).toBeVisible()
    expect(await graveFaults(page)).toEqual([])
  }
})

for (const [username, addresses] of Object.entries(CLOSED)) {
  test(`pages closed to ${username}`, async ({ page }) => {
    await signIn(page, username)
    for (const address of addresses) {
      const answer = await page.goto(address)
      expect(answer?.status(), address).toBe(403)
      await expect(page.getByText('您没有权限打开这个页面')).toBeVisible()
    }
  })
}

test('a list that cannot be read says so and is read on another try', async ({ page }) => {
  await signIn(page, 'reviewer')
  await page.route('**/api/console/filings?*', (route) => route.abort())
  await page.goto('/queues/pending')
  const retry = page.getByRole('button', { name: '重试' })
  await expect(retry).toBeVisible()
  await page.unroute('**/api/console/filings?*')
  await retry.click()
  await expect(page.getByRole('table')).toBeVisible()
})

test('a search without a hit says that it is the search, and clears it', async ({ page }) => {
  await signIn(page, 'reviewer')
  await page.goto('/queues/pending')
  await page.getByRole('searchbox').fill('ZZZZ-NOTHING')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /清除/ }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await expect(page.getByRole('table')).toBeVisible()
})
