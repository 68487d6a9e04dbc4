import { newPhone } from '../../../prisma/factories/identity'
import { graveFaults } from '../../fixtures/grave-faults'
import { databaseUrlOf } from '../../fixtures/instance'
import { codeSentTo, textsSentTo } from '../../fixtures/outbox'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { codeOnPhone } from '../../pages/owner-account'
import { signIn } from '../../pages/sign-in'

test('a phone changed hands: the counter gives the account a new one, a stranger with an old one gets nowhere', async ({
  page,
  browser,
  request,
  dataDir,
  baseURL,
}) => {
  const owner = newPerson('诸葛换号')
  const client = await registerOwner(request, dataDir, owner)
  const { id } = await client.get('/me')
  const next = newPhone()

  await test.step('the officer finds the account by the document, compares it, and has the code read out', async () => {
    await signIn(page, 'counter')
    await page.goto('/identity')
    await page.getByText('按证件号码', { exact: true }).click()
    await page.getByLabel('证件原件上的完整号码').fill(owner.idNumber)
    await page.getByRole('button', { name: /^查\s?找$/ }).click()
    const found = page.getByRole('region', { name: '查到的账号' })
    await expect(found).toContainText(owner.name)
    await expect(found).not.toContainText(owner.idNumber.slice(-4))
    await found.getByRole('tab', { name: '更换手机号' }).click()
    expect(await graveFaults(page)).toEqual([])
    const form = found.getByRole('form', { name: '更换手机号' })
    await form.getByLabel(/证件号后四位/).fill(owner.idNumber.slice(-4))
    await form.getByLabel('新手机号', { exact: true }).fill(owner.phone)
    await form.getByRole('button', { name: '发送验证码' }).click()
    await expect(form.getByText(/一个手机号只能用于一个账号/)).toBeVisible()
    await form.getByLabel('新手机号', { exact: true }).fill(next)
    await form.getByRole('button', { name: '发送验证码' }).click()
    await expect(form.getByRole('button', { name: /秒后可重发/ })).toBeDisabled()
    await form.getByLabel('机主念出的验证码').fill(codeSentTo(dataDir, next, 'NEW_PHONE'))
    await form.getByRole('button', { name: '更换手机号' }).click()
    const question = page.getByRole('dialog')
    await expect(question).toContainText(next)
    await question.getByRole('button', { name: /更\s?换/ }).click()
    await expect(page.getByText(/手机号已更换为/)).toContainText('已向原手机号发出通知短信')
    await expect(found).toContainText('窗口核对证件')
  })

  expect(textsSentTo(dataDir, owner.phone).at(-1)).toContain(`${next.slice(0, 3)}****${next.slice(-4)}`)
  await client.post('/filings', { kind: 'MACHINE', districtCode: '110101', codes: {} }, 401)

  const phone = await browser.newPage({ baseURL, ...PHONE })
  await test.step('the owner signs in with the new phone by code, and reads what was done', async () => {
    await phone.goto('/m/sign-in?next=/m/notices')
    await phone.getByRole('tab', { name: '验证码登录' }).click()
    const code = await codeOnPhone(phone, dataDir, next, 'LOGIN')
    await phone.getByLabel('验证码', { exact: true }).fill(code)
    await phone.getByRole('button', { name: '登录', exact: true }).click()
    await expect(phone.getByRole('heading', { name: /手机号已更换/ })).toBeVisible()
    await phone.goto('/m/me/phone')
    await expect(phone.getByText('原手机号收不到验证码')).toBeVisible()
    expect(await graveFaults(phone)).toEqual([])
  })
  await test.step('the account has no password since: the owner sets one by a code, and changes it', async () => {
    await phone.goto('/m/me')
    await phone.getByRole('link', { name: '设置密码' }).click()
    await expect(phone.getByText('还没有设置登录密码')).toBeVisible()
    const code = await codeOnPhone(phone, dataDir, next, 'RESET_PASSWORD')
    await phone.getByLabel('验证码', { exact: true }).fill(code)
    await phone.getByLabel('新密码', { exact: true }).fill('Own-choice-2031')
    await phone.getByLabel('确认密码', { exact: true }).fill('Own-choice-2031')
    expect(await graveFaults(phone)).toEqual([])
    await phone.getByRole('button', { name: '设置密码' }).click()
    await expect(phone.getByText('密码已更改')).toBeVisible()
    await phone.getByRole('link', { name: '回到我的账号' }).click()
    await phone.getByRole('link', { name: '修改密码' }).click()
    await phone.getByLabel('当前密码', { exact: true }).fill('wrong-one-2031')
    await phone.getByLabel('新密码', { exact: true }).fill('Another-2031x')
    await phone.getByLabel('确认密码', { exact: true }).fill('Another-2031x')
    await phone.getByRole('button', { name: '修改密码', exact: true }).click()
    await expect(phone.getByLabel('当前密码', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await phone.getByLabel('当前密码', { exact: true }).fill('Own-choice-2031')
    await phone.getByRole('button', { name: '修改密码', exact: true }).click()
    await expect(phone.getByText('密码已更改')).toBeVisible()
    await client.post('/sessions', { phone: next, password: 'Another-2031x' }, 201)
  })
  await phone.close()

  await test.step('the number goes to a stranger half a year later: the code alone opens nothing', async () => {
    const url = databaseUrlOf(dataDir)
    const quiet = `UPDATE account_use SET "lastAt" = now() - interval '181 days' WHERE "accountId" = $1`
    await query(url, quiet, [id])
    const another = `UPDATE verification_code SET "sentAt" = "sentAt" - interval '2 minutes'
      WHERE "phoneIndex" = (SELECT "phoneIndex" FROM account WHERE id = $1)`
    await query(url, another, [id])
    const stranger = await browser.newPage({ baseURL, ...PHONE })
    await stranger.goto('/m/sign-in')
    await stranger.getByRole('tab', { name: '验证码登录' }).click()
    const code = await codeOnPhone(stranger, dataDir, next, 'LOGIN')
    await stranger.getByLabel('验证码', { exact: true }).fill(code)
    await stranger.getByRole('button', { name: '登录', exact: true }).click()
    await expect(stranger.getByText(/已 180 天没有使用/)).toBeVisible()
    const tail = stranger.getByLabel('证件号后四位')
    await tail.fill('0000')
    await stranger.getByRole('button', { name: '登录', exact: true }).click()
    await expect(tail).toHaveAttribute('aria-invalid', 'true')
    // The owner himself, who has the document, goes on with the same code.
    await tail.fill(owner.idNumber.slice(-4))
    await stranger.getByRole('button', { name: '登录', exact: true }).click()
    await stranger.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
    await stranger.close()
  })
})
