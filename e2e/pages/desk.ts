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

/**
 * Expects that the officer's decision on the filing takes effect. Not by the header, which tells of the latest decision only:
 * the same officer may be deciding in another test.
 */
export async function expectEffect(page: Page, filingId: string): Promise<void> {
  const outcome = async (): Promise<string | null | undefined> => {
    const { data } = await (await page.request.get('/api/console/decisions')).json()
    return data.find((one: { filingId: string }) => one.filingId === filingId)?.outcome
  }
  await expect.poll(outcome).toBe('TAKEN_EFFECT')
}
