import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

test('what a colleague claims leaves the queue on the screen, and both see who is looking', async ({
  browser,
  page,
}) => {
  await signIn(page, 'reviewer.haidian')
  await page.goto('/queues/pending')
  const rows = page.locator('[data-row]')
  await expect(rows.first()).toBeVisible()
  const taken = await rows.first().textContent()
  const id = (await (await page.request.get('/api/console/filings?queue=pending')).json()).data[0].id

  const colleague = await (await browser.newContext()).newPage()
  await signIn(colleague, 'supervisor')
  await colleague.goto(`/filings/${id}`)
  await page.goto(`/filings/${id}`)
  await expect(page.getByText('周明远 也在查看')).toBeVisible()
  await expect(colleague.getByText(/也在查看/)).toBeVisible()
  await colleague.context().close()

  await page.goto('/queues/pending')
  await expect(rows.filter({ hasText: taken ?? '' })).toHaveCount(1)
  const other = await (await browser.newContext()).newPage()
  await signIn(other, 'reviewer.haidian')
  await other.goto(`/filings/${id}`)
  await other.getByRole('button', { name: '领取审核' }).click()
  await expect(other.getByText(/您已领取，保留至 \d\d:\d\d/)).toBeVisible()
  await expect(rows.filter({ hasText: taken ?? '' })).toHaveCount(0)

  await other.getByRole('button', { name: '放回队列' }).click()
  await expect(rows.filter({ hasText: taken ?? '' })).toHaveCount(1)
  await other.context().close()
})

test('a page opened in the background has no stream until it is looked at', async ({ page }) => {
  await signIn(page, 'reviewer.haidian')
  await page.addInitScript(() => {
    const state = { hidden: true }
    Object.defineProperty(document, 'visibilityState', { get: () => (state.hidden ? 'hidden' : 'visible') })
    window.addEventListener('looked-at', () => {
      state.hidden = false
      document.dispatchEvent(new Event('visibilitychange'))
    })
  })
  const streams: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/console/events')) streams.push(request.url())
  })
  await page.goto('/queues/pending', { waitUntil: 'networkidle' })
  // Whoever waits for an idle browser has had a turn.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done))))
  expect(streams).toEqual([])
  const opened = page.waitForRequest('**/api/console/events')
  await page.evaluate(() => window.dispatchEvent(new Event('looked-at')))
  await opened
})
