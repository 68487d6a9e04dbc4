import { expect, type Page } from '@playwright/test'

/**
 * Waits until a closing sheet and its entry in the history are gone. The entry goes a moment after the sheet, by a step
 * back: a navigation begun before that would be stopped by it, or stop it.
 */
export async function sheetGone(page: Page): Promise<void> {
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.waitForFunction(() => window.history.state?.sheet === undefined)
}
