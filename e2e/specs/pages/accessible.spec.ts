import type { Page } from '@playwright/test'
import { CONSOLE_PAGES, pagesIn, ZOOMS } from '../../fixtures/console-pages'
import { crampedParts } from '../../fixtures/cramped-parts'
import { axeFaults, graveFaults, tooWide } from '../../fixtures/grave-faults'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

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

const [DESKTOP] = ZOOMS as [(typeof ZOOMS)[number]]
const PHONE = { width: 390, height: 844 }

/** What is wrong with the open page at each zoom of a desktop, and on a phone. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  const faults: string[] = []
  for (const { name, ...size } of ZOOMS) {
    await page.setViewportSize(size)
    const wider = await tooWide(page)
    const found = [...(wider > 0 ? [`scrolls sideways by ${wider}`] : []), ...(await crampedParts(page))]
    faults.push(...found.map((fault) => `${path} at ${name}: ${fault}`))
  }
  await page.setViewportSize(PHONE)
  return [...faults, ...(await graveFaults(page)).map((fault) => `${path} on a phone: ${fault}`)]
}

// Every test checks that no page violates its own policy (fixtures/world.ts); here every page is opened.
for (const [username, addresses] of Object.entries(CONSOLE_PAGES)) {
  test(`pages of ${username} are accessible, keep their policy and fit, at each zoom and on a phone`, async ({
    page,
  }) => {
    await signIn(page, username)
    const faults: string[] = []
    for (const address of addresses) {
      const path = typeof address === 'string' ? address : await address(page)
      await page.setViewportSize(DESKTOP)
      await page.goto(path, { waitUntil: 'networkidle' })
      await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
      faults.push(
        ...(await axeFaults(page)).map((fault) => `${path}: ${fault}`),
        ...(await faultsOf(page, path)),
      )
    }
    expect(faults).toEqual([])
  })
}

test('every page of the console is opened above', () => {
  const opened = new Set(Object.values(CONSOLE_PAGES).flat())
  const all = pagesIn('(console)')
  expect(all.length).toBeGreaterThan(15)
  expect(all.filter((address) => !opened.has(address))).toEqual([])
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
