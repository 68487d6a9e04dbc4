import { expect, type Page } from '@playwright/test'

/** Holds the confirming button of the open sheet until it acts. @param act its verb, e.g. 撤回 */
export async function hold(page: Page, act: string): Promise<void> {
  const button = page.getByRole('dialog').getByRole('button', { name: `按住${act}`, exact: true })
  await button.hover()
  await page.mouse.down()
  await expect(page.locator('[data-pressed]')).toHaveCount(0)
  await page.mouse.up()
}
