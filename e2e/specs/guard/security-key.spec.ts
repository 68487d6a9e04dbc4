import type { Page } from '@playwright/test'
import { newOfficer } from '../../fixtures/new-officer'
import { keysOf } from '../../fixtures/virtual-key'
import { expect, test } from '../../fixtures/world'
import { signInByPage } from '../../pages/sign-in'

async function fillSignIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

test('a security key is added, signs in after the password, is missed when it is not there, and is removed', async ({
  page,
  baseURL,
}) => {
  const { username, password } = await newOfficer(baseURL, '110101')
  await (await keysOf(page)).plugIn()
  await signInByPage(page, username, password)
  await page.goto('/me')
  const card = page.getByRole('region', { name: '安全密钥' })
  await card.getByRole('button', { name: '添加安全密钥' }).click()
  const dialog = page.getByRole('dialog', { name: '添加安全密钥' })
  await dialog.getByLabel('名称').fill('蓝色 U 盾')
  await dialog.getByRole('button', { name: '下一步' }).click()
  const row = card.getByRole('listitem')
  await expect(row).toContainText('蓝色 U 盾')
  await expect(row).toContainText('还没有用过')

  await page.context().clearCookies({ name: 'nrmm-staff' })
  await fillSignIn(page, username, password)
  await page.waitForURL((url) => url.pathname === '/')
  await page.goto('/me')
  await expect(row).toContainText('最近使用')

  await card.getByRole('button', { name: '删除 蓝色 U 盾' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^删\s*除$/ })
    .click()
  await expect(card.getByText('未启用')).toBeVisible()
  await expect(row).toHaveCount(0)
  await page.context().clearCookies({ name: 'nrmm-staff' })
  await signInByPage(page, username, password)
})

test('without its key a sign-in says so, stays on the page, and goes on once the key is there', async ({
  page,
  baseURL,
}) => {
  const { username, password } = await newOfficer(baseURL, '110101')
  const keys = await keysOf(page)
  const key = await keys.plugIn()
  await signInByPage(page, username, password)
  await page.goto('/me')
  const card = page.getByRole('region', { name: '安全密钥' })
  for (const name of ['一号', '二号']) {
    await card.getByRole('button', { name: '添加安全密钥' }).click()
    const dialog = page.getByRole('dialog', { name: '添加安全密钥' })
    await dialog.getByLabel('名称').fill(name)
    await dialog.getByRole('button', { name: '下一步' }).click()
    // One key is not registered twice: the browser itself refuses it.
    if (name === '二号') await expect(dialog.getByText('这把安全密钥已经登记过')).toBeVisible()
    await expect(card.getByRole('listitem')).toHaveCount(1)
  }
  await page.context().clearCookies({ name: 'nrmm-staff' })
  const credentials = await keys.takeOut(key)
  const other = await keys.plugIn()
  await fillSignIn(page, username, password)
  await expect(page.getByText('安全密钥没有完成')).toBeVisible()
  await expect(page.getByText('点“登录”，再用一次安全密钥')).toBeVisible()
  await keys.takeOut(other)
  await keys.plugIn(credentials)
  await page.getByRole('button', { name: /登\s*录/ }).click()
  await page.waitForURL((url) => url.pathname === '/')
})
