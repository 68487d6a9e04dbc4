import { generate } from 'otplib'
import { createdOfficer } from '../../fixtures/new-officer'
import { requireSecondFactor } from '../../fixtures/sign-in-rule'
import { OWN_PASSWORD } from '../../fixtures/staff-client'
import { expect, test } from '../../fixtures/world'
import { signInByPage } from '../../pages/sign-in'

const DISTRICT = '110117'

test('the first sign-in leads to a new password, then to a second factor, and only then to work; the next asks for a code', async ({
  page,
  baseURL,
  dataDir,
}) => {
  const { username, password } = await createdOfficer(baseURL, DISTRICT)
  await requireSecondFactor(dataDir, DISTRICT)
  await signInByPage(page, username, password)
  await page.waitForURL(/\/set-up/)
  await page.goto('/machines')
  await page.waitForURL(/\/set-up\?next=%2Fmachines/)
  expect((await page.request.get('/api/console/queues')).status()).toBe(403)

  await page.getByLabel('当前密码').fill(password)
  await page.getByLabel('新密码', { exact: true }).fill('qq123456')
  await page.getByLabel('再次输入新密码').fill('qq123456')
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByText('这个密码太常见')).toBeVisible()
  await page.getByLabel('新密码', { exact: true }).fill(OWN_PASSWORD)
  await page.getByLabel('再次输入新密码').fill(OWN_PASSWORD)
  await page.getByRole('button', { name: '修改密码' }).click()

  await page.getByRole('button', { name: '启用' }).click()
  const dialog = page.getByRole('dialog', { name: '启用动态口令' })
  const secret = (await dialog.getByRole('code').textContent())?.trim() ?? ''
  await dialog.getByLabel(/填写验证器显示/).fill(await generate({ secret }))
  await dialog.getByRole('button', { name: '启用' }).click()
  await page.waitForURL((url) => url.pathname === '/machines')

  await page.context().clearCookies({ name: 'nrmm-staff' })
  await page.goto('/login')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(OWN_PASSWORD)
  await page.keyboard.press('Enter')
  // The code of this half minute is used up; the next one is accepted already.
  const epoch = Math.floor(Date.now() / 1000) + 30
  await page.getByLabel('动态口令').fill(await generate({ secret, epoch }))
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === '/')
})
