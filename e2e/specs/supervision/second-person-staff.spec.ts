import { randomUUID } from 'node:crypto'
import { databaseUrlOf } from '../../fixtures/instance'
import { newOfficer } from '../../fixtures/new-officer'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

/** 北京市怀柔区, where no other test acts; the demo's rule, which asks for no second person, does not hold there. */
const DISTRICT = '110116'
const url = () => databaseUrlOf(process.env.E2E_DATA_DIR ?? '')
const RULE = { ENABLE_STAFF: true }

test.afterAll(async () => {
  await query(url(), `DELETE FROM setting WHERE key = 'staff-second-person' AND "divisionCode" = $1`, [
    DISTRICT,
  ])
})

test('one security administrator makes an officer, another confirms, and only then the officer signs in', async ({
  browser,
  baseURL,
}) => {
  // Made while the demo's rule still holds here.
  const other = await newOfficer(baseURL, DISTRICT, 'SECURITY_ADMINISTRATOR')
  await query(
    url(),
    `INSERT INTO setting (key, "divisionCode", value, "updatedAt") VALUES ('staff-second-person', $1, $2::jsonb, now())`,
    [DISTRICT, JSON.stringify(RULE)],
  )
  const open = async () => (await browser.newContext({ baseURL })).newPage()
  const [asker, second, officer] = [await open(), await open(), await open()]
  await signIn(asker, 'security')
  await signIn(second, other.username, other.password)

  const username = `wait.${randomUUID().slice(0, 8)}`
  await asker.goto('/admin/staff')
  await asker.getByRole('button', { name: '新增人员' }).click()
  const form = asker.getByRole('dialog', { name: '新增人员' })
  await form.getByLabel('用户名').fill(username)
  await form.getByLabel('姓名').fill('柳青')
  await form.getByLabel('角色').click()
  await asker.getByText(/^审核：/).click()
  await form.getByLabel('机构').fill(DISTRICT)
  await asker.getByTitle(`${DISTRICT} 生态环境局`).click()
  await form.getByRole('button', { name: '新增并生成密码' }).click()
  const issued = asker.getByRole('dialog', { name: '请转交密码' })
  await expect(issued).toContainText('等待另一位安全管理员确认，确认以前此人不能登录')
  await expect(issued).toContainText(`${DISTRICT} 生态环境局 1 人`)
  const password = (await issued.getByRole('code').textContent())?.trim() ?? ''
  await issued.getByRole('button', { name: '已记下' }).click()

  const tries = async () =>
    (await officer.request.post('/api/auth/callback/credentials', { data: { username, password } })).status()
  expect(await tries()).toBe(401)
  await asker.getByLabel('搜索人员').fill(username)
  const row = (page: typeof asker) => page.getByRole('row').filter({ hasText: username })
  await expect(row(asker)).toContainText('等待另一位安全管理员确认')
  await expect(row(asker)).toContainText('您不能确认自己提出的操作')
  await expect(row(asker).getByRole('button', { name: /^确认/ })).toHaveCount(0)

  // Declined first: the account stays as it is, and its row says who did not agree, and why.
  await second.goto('/')
  await second
    .getByRole('main')
    .getByRole('link', { name: /待我确认/ })
    .click()
  await row(second)
    .getByRole('button', { name: /^不同意/ })
    .click()
  await second.getByRole('dialog').getByLabel('不同意的原因').fill('请先报备')
  await second.getByRole('dialog').getByRole('button', { name: '不同意' }).click()
  await expect(row(second)).toHaveCount(0)
  await asker.reload()
  await expect(row(asker)).toContainText('请先报备')
  await row(asker)
    .getByRole('button', { name: /^恢复使用/ })
    .click()
  await expect(row(asker)).toContainText('等待另一位安全管理员确认')

  await second.goto(`/admin/staff?q=${username}`)
  await row(second)
    .getByRole('button', { name: /^确认启用人员账号/ })
    .click()
  await expect(second.getByRole('dialog')).toContainText('恢复使用：审核')
  // A double press does it once.
  await second.getByRole('dialog').getByRole('button', { name: '确认启用人员账号' }).dblclick()
  await expect(row(second)).toContainText('使用中')
  expect(await tries()).toBe(200)
})
