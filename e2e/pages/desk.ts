import { expect, type Page } from '@playwright/test'

/** Finds a filing in the pending queue by its environment code, opens and claims it. */
export async function openAndClaim(page: Page, filingId: string, machineEnvCode: string): Promise<void> {
  await page.goto('/queues/pending')
  await page.getByRole('searchbox').fill(machineEnvCode)
  await page.keyboard.press('Enter')
  await page.locator(`a[href="/filings/${filingId}"]`).first().click()
  await page.waitForURL(`**/filings/${filingId}`)
  await page.getByRole('button', { name: '领取审核' }).click()
  await expect(page.getByRole('button', { name: '审核通过' })).toBeVisible()
}

/** Expects that after a decision the desk opens the oldest waiting filing, or the empty queue. */
export async function expectNextOpened(page: Page, filingId: string): Promise<void> {
  await page.waitForURL((url) => !url.pathname.includes(filingId))
  await expect(page).toHaveURL(/\/filings\/[0-9a-f-]{36}$|\/queues\/pending$/)
}

/** Expects that the decision just made takes effect, as the header tells. */
export async function expectEffect(page: Page, verdict: '审核通过' | '退回重填' | '不予登记'): Promise<void> {
  await expect(page.getByRole('banner')).toContainText(new RegExp(`${verdict}：.*已生效`))
}
