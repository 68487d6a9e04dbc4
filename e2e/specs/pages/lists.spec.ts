import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

test('who chooses a row before the search has begun arrives at that row', async ({ page }) => {
  await signIn(page, 'reviewer')
  await page.goto('/queues/pending')
  const row = page.locator('a[data-row]').first()
  const address = await row.getAttribute('href')
  // The page of the filing is longer on its way than the search box waits.
  let release = () => {}
  const searched = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/filings/*?_rsc=*', async (route) => {
    await searched
    await route.continue()
  })

  await page.clock.install()
  await page.getByRole('searchbox').fill('Z')
  await row.click()
  await page.clock.runFor(1000)
  release()
  await page.clock.resume()

  await expect(page).toHaveURL(new RegExp(`${address}$`))
})
