import type { Page } from '@playwright/test'
import { graveFaults } from '../../fixtures/grave-faults'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

/** Every page of the console, by a user who may open it. */
const PAGES: Record<string, string[]> = {
  reviewer: [
    '/',
    ...[
      'pending',
      'mine',
      'in-review',
      'returned',
      'overdue',
      'approved',
      'declined',
      'duplicates',
      'second-look',
    ].map((slug) => `/queues/${slug}`),
    '/changes',
    '/me',
  ],
  counter: ['/counter', '/counter/waiting', '/counter/assisted', '/identity', '/changes'],
  supervisor: [
    '/',
    '/queues/pending',
    '/changes',
    '/audit',
    '/holders',
    '/disputes',
    '/machines',
    '/machines?q=ZZZZZZ',
    '/reports',
    '/reports?tab=review',
    '/reviewers',
    '/watch',
    '/exports',
    '/second-looks',
    '/confirmations',
  ],
  admin: ['/admin/bureaus', '/admin/series', '/admin/lists', '/admin/rules', '/admin/catalogue'],
  security: ['/', '/admin/staff', '/admin/security-rules'],
  auditor: ['/', '/audit'],
  'admin.nation': ['/admin/lists', '/admin/catalogue', '/admin/catalogue/imports'],
}
/** Pages that a role may not open: they only say so. */
const CLOSED: Record<string, string[]> = {
  reviewer: ['/counter', '/admin/staff', '/audit'],
  counter: ['/queues/pending', '/admin/series'],
  admin: [
    '/queues/pending',
    '/counter',
    '/admin/staff',
    '/audit',
    '/admin/security-rules',
    '/admin/catalogue/imports',
  ],
  security: ['/audit', '/admin/rules', '/machines'],
  auditor: ['/admin/staff', '/admin/rules', '/machines'],
}

const DESKTOP = { width: 1366, height: 768 }
const PHONE = { width: 390, height: 844 }

/** Checks the open page at the width of a desktop and of a phone. */
async function expectNoGraveFaults(page: Page, address: string): Promise<void> {
  for (const viewport of [DESKTOP, PHONE]) {
    await page.setViewportSize(viewport)
    expect(await graveFaults(page), `${address} at ${viewport.width} px`).toEqual([])
  }
}

for (const [username, addresses] of Object.entries(PAGES)) {
  test(`pages of ${username} are accessible and fit, on a desktop and a phone`, async ({ page }) => {
    await signIn(page, username)
    for (const address of addresses) {
      await page.setViewportSize(DESKTOP)
      await page.goto(address, { waitUntil: 'networkidle' })
      await expect(page.getByRole('heading', { level: 1 }), address).toBeVisible()
      await expectNoGraveFaults(page, address)
    }
  })
}

test('the filing desk is accessible and fits, on a desktop and a phone', async ({ page }) => {
  await signIn(page, 'reviewer')
  const queue = await page.request.get('/api/console/filings?queue=returned')
  const { data } = await queue.json()
  await page.goto(`/filings/${data[0].id}`, { waitUntil: 'networkidle' })
  await expect(page.getByRole('region', { name: '办理经过' })).toBeVisible()
  await expectNoGraveFaults(page, 'a filing')
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
  // A page opened by URL arrives with its list; on client-side navigation the browser loads it.
  await page.goto('/')
  await page.getByRole('link', { name: '待审核' }).first().click()
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
