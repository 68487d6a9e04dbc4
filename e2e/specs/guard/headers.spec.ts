import { pagesIn, STAFF_GROUPS } from '../../fixtures/console-pages'
import { expect, test } from '../../fixtures/world'

const staffPages = pagesIn(...STAFF_GROUPS)
const otherPages = pagesIn('*').filter((address) => !staffPages.includes(address))

// Every test checks that no page violates its own policy (fixtures/world.ts); pages of staff are opened in specs/pages, their paper of a month
// in specs/supervision/reports.spec.ts.
test('pages open to all, and what does not exist, open within their content security policy', async ({
  page,
}) => {
  for (const address of [...otherPages, '/nowhere', '/check/nobodys-token']) {
    const answer = await page.goto(address, { waitUntil: 'networkidle' })
    expect(answer?.status(), address).toBeLessThan(500)
  }
})

test('pages of staff lead whoever is not signed in to the sign-in', async ({ request }) => {
  expect(staffPages.length).toBeGreaterThan(15)
  for (const address of staffPages) {
    const answer = await request.get(address, { maxRedirects: 0 })
    expect([answer.status(), answer.headers().location], address).toEqual([
      307,
      expect.stringContaining(`/login?next=${encodeURIComponent(address)}`),
    ])
  }
})

test('the policy stops a script and a style that somebody slipped into the page', async ({
  page,
  violations,
}) => {
  await page.goto('/login')
  await page.evaluate(() => {
    const script = '<img src="/nowhere.png" onerror="document.documentElement.dataset.stolen = 1">'
    document.body.insertAdjacentHTML('beforeend', `${script}<style>body { display: none }</style>`)
  })
  await expect.poll(() => violations.length).toBe(2)
  await expect(page.locator('html')).not.toHaveAttribute('data-stolen')
  await expect(page.locator('body')).toBeVisible()
  violations.length = 0
})

test('pages, API and files carry the headers that guard them', async ({ request }) => {
  const page = await request.get('/login')
  const policy = page.headers()['content-security-policy']
  expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}' 'strict-dynamic';/)
  expect(policy).not.toContain("script-src 'self' 'unsafe-inline'")
  expect(policy).toContain("frame-ancestors 'none'")
  const again = await request.get('/login')
  expect(again.headers()['content-security-policy']).not.toBe(policy)

  const api = await request.get('/api/v1/divisions')
  expect(api.headers()['content-security-policy']).toContain("default-src 'none'")
  const asset = (await page.text()).match(/\/_next\/static\/[^"]+\.js/)?.[0]
  const answers = [page, api, await request.get(asset ?? '/icon.svg'), await request.get('/nowhere')]
  for (const answer of answers) {
    expect(answer.headers()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
    expect(answer.headers()['x-powered-by']).toBeUndefined()
  }
})

test('an address below /api that does not exist is answered as a problem', async ({ request }) => {
  const answer = await request.post('/api/v1/nowhere', { data: {} })
  expect(answer.status()).toBe(404)
  expect(answer.headers()['content-type']).toBe('application/problem+json')
  expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND', status: 404 })
})

test('health is for everybody, figures for this machine', async ({ request }) => {
  expect((await request.get('/api/health/live')).status()).toBe(200)
  expect((await request.get('/api/health/ready')).status()).toBe(200)
  const figures = await request.get('/api/metrics')
  expect(figures.status()).toBe(200)
  expect(await figures.text()).toContain('http_request_duration_seconds')
  const forwarded = { 'x-forwarded-for': '203.0.113.7', 'x-nrmm-peer': '127.0.0.1' }
  expect((await request.get('/api/metrics', { headers: forwarded })).status()).toBe(404)
})
