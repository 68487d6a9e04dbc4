import { expect, type Locator, type Page } from '@playwright/test'

/** Pauses between the two taps of a double tap: quick, common, slow. */
export const PAUSES_MS = [60, 150, 300]

/** The clock of the page in the tests' hands, so that a pause is exactly as long as it says. Before the page is opened. */
export const holdClock = (page: Page): Promise<void> => page.clock.install()

/** Touches the middle of an element twice, whatever lies there the second time. @returns where */
export async function doubleTap(target: Locator, pauseMs: number): Promise<{ x: number; y: number }> {
  const page = target.page()
  await target.scrollIntoViewIfNeeded()
  // Able to be touched: what is ignored now would be no test.
  await target.click({ trial: true })
  const box = await target.boundingBox()
  if (!box) throw new Error('not shown')
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 5_000)
  await page.touchscreen.tap(at.x, at.y)
  await page.clock.runFor(pauseMs)
  await page.touchscreen.tap(at.x, at.y)
  await page.clock.resume()
  return at
}

/** Expects the question of an act, with its confirming button elsewhere than the touch that opened it. */
export async function expectAsked(page: Page, title: string, at: { x: number; y: number }): Promise<void> {
  const sheet = page.getByRole('dialog', { name: title })
  await expect(sheet).toBeVisible()
  const act = await sheet.locator('[data-act]').first().boundingBox()
  if (!act) throw new Error('no confirming button')
  const under = at.x > act.x && at.x < act.x + act.width && at.y > act.y && at.y < act.y + act.height
  expect(under, `${title}: the button lies under the finger`).toBe(false)
}
