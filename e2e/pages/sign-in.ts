import type { Page } from '@playwright/test'

export const PASSWORD = process.env.DEMO_PASSWORD || 'demo-Nrmm-2026'

/** Signs a member of staff in as a person does: by the page, with the keyboard. */
export async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
}
