import { createdOfficer } from '../../fixtures/new-officer'
import { test } from '../../fixtures/world'
import { requireSecondFactor } from '../../fixtures/sign-in-rule'
import { signInByPage, signIn } from '../../pages/sign-in'
test('shots', async ({ page, baseURL, dataDir, browser }) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  const { username, password } = await createdOfficer(baseURL, '110116')
  await requireSecondFactor(dataDir, '110116')
  await page.goto('/login'); await page.waitForLoadState('networkidle')
  await page.screenshot({ path: '/tmp/s3-login.png' })
  await signInByPage(page, username, password)
  await page.waitForURL(/set-up/); await page.waitForLoadState('networkidle')
  await page.screenshot({ path: '/tmp/s3-setup1.png' })
  await page.getByLabel('当前密码').fill(password)
  await page.getByLabel('新密码', { exact: true }).fill('Yishan-Yishui-2026')
  await page.getByLabel('再次输入新密码').fill('Yishan-Yishui-2026')
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByRole('button', { name: '启用' }).waitFor(); await page.screenshot({ path: '/tmp/s3-setup2.png' })
  const ctx = await browser.newContext({ baseURL, viewport: { width: 1366, height: 768 } })
  const other = await ctx.newPage(); await signIn(other, 'reviewer'); await other.goto('/me'); await other.waitForLoadState('networkidle')
  await other.screenshot({ path: '/tmp/s3-me.png' }); await ctx.close()
})
