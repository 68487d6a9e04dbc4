import { expect, type Page } from '@playwright/test'

/** Finds a filing in the pending queue by its environment code, opens and claims it. */
export async function openAndClaim(page: Page, filingId: string, machineEnvCode: string): Promise<void> {
  await page.goto('/queues/pending')
  await page.getByRole('searchbox').fill(machineEnvCode)
  await page.keyboard.press('Enter')
  await page.locator(`a[href="/filings/${filingId}"]`).first().click()
  await page.waitForURL(`**/filings/${filingId}`)
  await page.getByRole('button', { name: '领取审核' }).click()
  await expect(page.getByRole('button', { name: '审核通过' })).toBeEnabled()
}

/** Expects that after a decision the desk opens the oldest waiting filing, or the empty queue. */
export async function expectNextOpened(page: Page, filingId: string): Promise<void> {
  await page.waitForURL((url) => !url.pathname.includes(filingId))
  await expect(page).toHaveURL(/\/filings\/[0-9a-f-]{36}$|\/queues\/pending$/)
}

type Verdict = 'APPROVE' | 'RETURN' | 'DECLINE'
type Decision = { filingId: string; verdict: Verdict; outcome: string | null }

/**
 * Expects that the officer's decision on the filing takes effect. Not by the header, which tells of the latest decision only:
 * the same officer may be deciding in another test.
 */
export async function expectEffect(page: Page, filingId: string, verdict: Verdict): Promise<void> {
  const tookEffect = async (): Promise<boolean> => {
    const { data } = await (await page.request.get('/api/console/decisions')).json()
    return data.some(
      (one: Decision) =>
        one.filingId === filingId && one.verdict === verdict && one.outcome === 'TAKEN_EFFECT',
    )
  }
  await expect.poll(tookEffect).toBe(true)
}
