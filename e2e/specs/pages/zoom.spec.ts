import type { Page } from '@playwright/test'
import { tooWide } from '../../fixtures/grave-faults'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

/** The usual screen of an office, 1366 × 768, at the zooms of tired eyes. */
const ZOOMS = [
  { name: '100 %', width: 1366, height: 768 },
  { name: '125 %', width: 1093, height: 614 },
  { name: '150 %', width: 911, height: 512 },
]
const QUEUES = [
  'pending',
  'mine',
  'in-review',
  'returned',
  'overdue',
  'approved',
  'declined',
  'duplicates',
  'second-look',
]

/** A page by its address, or by how its address is found. */
type Address = string | ((page: Page) => Promise<string>)

const first = (list: string, prefix: string) => async (page: Page) => {
  const { data } = await (await page.request.get(`/api/console/${list}`)).json()
  return prefix + data[0].id
}

/** Every page of the console. */
const PAGES: Record<string, Address[]> = {
  reviewer: [
    '/',
    ...QUEUES.map((slug) => `/queues/${slug}`),
    '/changes',
    '/changes?queue=done',
    '/machines',
    '/machines?q=ZZZZZZ',
    '/me',
    '/filings/0199d1c8-7d5e-7000-8000-000000000000',
    first('filings?queue=pending', '/filings/'),
    first('filings?queue=returned', '/filings/'),
    async (page) => `${await first('filings?queue=pending', '/filings/')(page)}/pair`,
    async (page) => `${await first('filings?queue=pending', '/filings/')(page)}/fleet`,
  ],
  counter: [
    '/counter',
    '/counter/waiting',
    '/counter/assisted',
    '/counter/waiting?queue=collected',
    first('pickups?queue=waiting', '/counter?pickup='),
  ],
  supervisor: [
    '/',
    '/audit',
    '/holders',
    '/reports',
    '/reports?tab=review',
    '/reviewers',
    '/watch',
    '/exports',
    '/second-looks',
    '/confirmations',
    '/admin/series',
    '/admin/catalogue',
    first('machines', '/machines/'),
  ],
  admin: [
    '/',
    '/admin/bureaus',
    '/admin/series',
    '/admin/lists',
    '/admin/rules',
    '/admin/catalogue',
    '/admin/catalogue/imports',
  ],
  security: ['/', '/admin/staff', '/admin/security-rules'],
  auditor: ['/', '/audit'],
}

/** Columns of tables narrower than 80 px, and what sticks out of the window without being in a box that scrolls. */
function crampedParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      element !== document.documentElement &&
      (element !== document.body && getComputedStyle(element).overflowX !== 'visible'
        ? true
        : scrolls(element.parentElement))
    const visible = (box: DOMRect) => box.width > 1 && box.height > 1
    const narrow = [...document.querySelectorAll('main th[scope="col"]')].flatMap((head) => {
      const box = head.getBoundingClientRect()
      return visible(box) && box.width < 79.5 && head.closest('[data-compact]') === null
        ? [`column ${head.textContent} is ${Math.round(box.width)} px wide`]
        : []
    })
    const cards = [...document.querySelectorAll('main section, main table, main dl, main form')]
    const outside = cards.flatMap((card) => {
      const edge = card.getBoundingClientRect()
      const out = [...card.querySelectorAll('*')].find((part) => {
        const box = part.getBoundingClientRect()
        return visible(box) && !scrolls(part.parentElement) && box.right > edge.right + 1.5
      })
      return out ? [`${out.tagName} "${out.textContent?.slice(0, 30)}" sticks out of ${card.tagName}`] : []
    })
    return [...narrow, ...outside]
  })
}

for (const [username, addresses] of Object.entries(PAGES)) {
  test(`pages of ${username} fit at 100, 125 and 150 % zoom`, async ({ page }) => {
    await signIn(page, username)
    const faults: string[] = []
    for (const address of addresses) {
      const path = typeof address === 'string' ? address : await address(page)
      for (const { name, ...size } of ZOOMS) {
        await page.setViewportSize(size)
        if (name === '100 %') await page.goto(path, { waitUntil: 'networkidle' })
        await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
        const wider = await tooWide(page)
        const found = [
          ...(wider > 0 ? [`scrolls sideways by ${wider} px`] : []),
          ...(await crampedParts(page)),
        ]
        faults.push(...found.map((fault) => `${path} at ${name}: ${fault}`))
      }
    }
    expect(faults).toEqual([])
  })
}

test('on a desk the photos leave half of the width to the data, at every zoom', async ({ page }) => {
  await signIn(page, 'reviewer')
  await page.goto(await first('filings?queue=pending', '/filings/')(page))
  const data = page.getByRole('region', { name: '自动核对' })
  const main = page.getByRole('main')
  for (const { name, ...size } of ZOOMS) {
    await page.setViewportSize(size)
    const [box, all] = [await data.boundingBox(), await main.boundingBox()]
    expect((box?.width ?? 0) / (all?.width ?? 1), name).toBeGreaterThan(0.5)
    expect(box?.x ?? 0, `${name}: the photos stand beside`).toBeGreaterThan(size.width * 0.35)
  }
})
