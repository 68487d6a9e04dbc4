import { randomUUID } from 'node:crypto'
import { OWN_PASSWORD } from '../../fixtures/staff-client'
import { expect, test } from '../../fixtures/world'
import { signIn, signInByPage } from '../../pages/sign-in'

test('a new officer gets a link, opens it twice, chooses a password and signs in; the link is in no address that is sent', async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, 'security')
  await page.goto('/admin/staff')
  await page.getByRole('button', { name: '新增人员' }).click()
  const form = page.getByRole('dialog', { name: '新增人员' })
  const username = `link.${randomUUID().slice(0, 8)}`
  await form.getByLabel('用户名').fill(username)
  await form.getByLabel('姓名').fill('柳青')
  await form.getByLabel('角色').click()
  await page.getByText(/^审核：/).click()
  await form.getByLabel('机构').click()
  await page.getByTitle('北京市东城区生态环境局').click()
  await form.getByRole('button', { name: '新增并生成密码' }).click()
  await page.getByRole('button', { name: '改用激活链接' }).click()
  const dialog = page.getByRole('dialog', { name: '请转交激活链接' })
  const link = (await dialog.getByRole('code').textContent())?.trim() ?? ''
  const token = link.split('#')[1] ?? ''
  expect(token).toHaveLength(43)

  const context = await browser.newContext({ baseURL })
  const phone = await context.newPage()
  const addresses: string[] = []
  phone.on('request', (request) => addresses.push(request.url()))
  await phone.goto(link)
  await expect(phone.getByText(username)).toBeVisible()
  await phone.goto('/login')
  await phone.goto(link)
  await expect(phone.getByText(username)).toBeVisible()
  expect(new URL(phone.url()).hash).toBe('')
  await phone.getByLabel('新密码', { exact: true }).fill(OWN_PASSWORD)
  await phone.getByLabel('再次输入新密码').fill(OWN_PASSWORD)
  await phone.getByRole('button', { name: '设定密码' }).click()
  await expect(phone.getByText('密码已设定')).toBeVisible()
  expect(addresses.filter((address) => address.includes('/api/') && address.includes(token))).toEqual([])
  await signInByPage(phone, username, OWN_PASSWORD)
  await phone.goto(link)
  await expect(phone.getByText('激活链接已经用过')).toBeVisible()
  await context.close()
})
