import { expect, type Page } from '@playwright/test'

export const PASSWORD = process.env.DEMO_PASSWORD || 'demo-Nrmm-2026'

/** Signs a member of staff in on the page, by keyboard. */
export async function signInByPage(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
}

/** The same by the requests of that page, for tests of other things; no page is open afterwards. */
export async function signIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  const data = { username, password }
  const answer = await page.request.post('/api/auth/callback/credentials', { data })
  expect(answer.ok(), username).toBe(true)
}
