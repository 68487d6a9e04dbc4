import { newOfficer } from '../../fixtures/new-officer'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

test('where one is signed in is listed, ended from another browser, and the page there asks to sign in', async ({
  page,
  browser,
  baseURL,
}) => {
  const { username, password } = await newOfficer(baseURL, '110101')
  const context = await browser.newContext({ baseURL })
  const elsewhere = await context.newPage()
  await signIn(page, username, password)
  await signIn(elsewhere, username, password)
  await elsewhere.goto('/me')
  await page.goto('/me')
  const card = page.getByRole('region', { name: '登录的设备' })
  // The third is the first sign-in, in which the issued password was changed.
  await expect(card.getByRole('listitem')).toHaveCount(3)
  await expect(card.getByRole('listitem').first()).toContainText('本机')
  await card.getByRole('button', { name: '退出其他所有登录' }).click()
  await page.getByRole('button', { name: '全部退出' }).click()
  await expect(card.getByRole('listitem')).toHaveCount(1)

  await elsewhere.reload()
  await expect(elsewhere).toHaveURL(/\/login\?.*expired=1/)
  await context.close()
})
