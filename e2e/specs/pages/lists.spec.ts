import { newOfficer } from '../../fixtures/new-officer'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'
import { submitBulldozer } from '../filing/manual-machine'

/** 通州区 */
const DISTRICT = '110112'

test('who chooses a row before the search has begun arrives at that row, even if the list is loaded again', async ({
  page,
  request,
  dataDir,
  baseURL,
}) => {
  // Of a district of its own: elsewhere other tests take the first row meanwhile.
  const { username, password } = await newOfficer(baseURL, DISTRICT)
  await submitBulldozer(await registerOwner(request, dataDir, newPerson('陆行远')), DISTRICT)
  await signIn(page, username, password)
  // On a slow machine the list may be old when it is shown, and asked for once more: an answer after the clock is stopped would count as new.
  await page.goto('/queues/pending', { waitUntil: 'networkidle' })
  const row = page.locator('a[data-row]').first()
  const address = await row.getAttribute('href')
  // The page of the filing takes longer to load than the pause of the search box.
  let release = () => {}
  const searched = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/filings/*?_rsc=*', async (route) => {
    await searched
    await route.continue()
  })

  // Stands still until the row is chosen: by itself the pause ends before a slow machine has clicked.
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 10_000)
  await page.getByRole('searchbox').fill('Z')
  await row.click()
  // Meanwhile the list is loaded again.
  await page.clock.runFor(15_000)
  const reloaded = page.waitForResponse('**/api/console/filings?*')
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  await reloaded
  await page.clock.runFor(1000)
  release()
  await page.clock.resume()

  await expect(page).toHaveURL(new RegExp(`${address}$`))
})

test('a key that falls into the moment in which the search begins is not lost', async ({ page }) => {
  await signIn(page, 'supervisor')
  await page.addInitScript(typeWithTheSearch)
  await page.goto('/machines')
  const box = page.getByRole('searchbox', { name: '查找机械' })
  await expect(box).toBeEditable()

  await box.fill('KD123')
  await expect(box).toHaveValue('KD1234')
  await expect(page).toHaveURL(/[?&]q=KD1234(&|$)/)
  await expect(box).toHaveValue('KD1234')
})

/** Runs in the page: when the pause after `KD123` ends and the search starts, the next key is typed at once. */
function typeWithTheSearch() {
  const wait = window.setTimeout
  const setTimeout = (work: () => void, ms?: number, ...rest: unknown[]) =>
    wait(
      () => {
        work()
        const box = document.querySelector<HTMLInputElement>('input[type="search"]')
        if (ms !== 120 || box?.value !== 'KD123') return
        const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
        value?.set?.call(box, 'KD1234')
        box.dispatchEvent(new Event('input', { bubbles: true }))
      },
      ms,
      ...rest,
    )
  Object.assign(window, { setTimeout })
}
