import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

test('a double tap on 领取下一件 claims one filing', async ({ page }) => {
  await signIn(page, 'reviewer.haidian')
  await page.goto('/queues/pending')
  const claims: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/console/filings/next')) claims.push(request.url())
  })
  const take = page.getByRole('button', { name: '领取下一件' })
  await take.dblclick()
  // The third comes when the first has been answered and the filing is being opened.
  await page.waitForResponse('**/api/console/filings/next')
  await take.evaluate((button: HTMLButtonElement) => button.click())
  await page.getByRole('button', { name: '放回队列' }).click()
  await expect(page).toHaveURL(/\/queues\/pending$/)
  expect(claims).toHaveLength(1)
})
