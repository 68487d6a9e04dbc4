import { readFileSync } from 'node:fs'
import { axeFaults } from '../../fixtures/grave-faults'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { expect, test } from '../../fixtures/world'
import { hold } from '../../pages/hold'
import { codeOnPhone, signInByPassword } from '../../pages/owner-account'
import { chooseDistrict } from '../../pages/owner-form'

test.use(PHONE)

type PageOf = Parameters<typeof signInByPassword>[0]

async function signedIn(page: PageOf, { phone, password }: Owner, next: string): Promise<void> {
  await page.goto(`/m/sign-in?next=${encodeURIComponent(next)}`)
  await signInByPassword(page, phone, password)
  await expect(page).toHaveURL(next)
}

test('a copy of the own data is asked for with the password and saved as a zip', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('蒋四'))
  await owner.upload(await jpeg('正面'))
  await signedIn(page, owner, '/m/me/copy')
  await page.getByRole('button', { name: '下载', exact: true }).click()
  await expect(page.getByText('请填写密码')).toBeVisible()
  await page.getByLabel('密码', { exact: true }).fill('wrong-2019')
  await page.getByRole('button', { name: '下载', exact: true }).click()
  await expect(page.getByText('密码不正确')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
  await page.getByLabel('密码', { exact: true }).fill(owner.password)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载', exact: true }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/^我的信息-\d{4}-\d\d-\d\d\.zip$/)
  const bytes = readFileSync(await saved.path())
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  // Names in a zip are not compressed.
  for (const name of ['我的信息.html', '我的信息.json', '照片/']) expect(bytes.includes(name)).toBe(true)
  await expect(page.getByText(/已下载 [\d.]+ [KM]B/)).toBeVisible()
})

test('an account is closed by a code, and its document registers again', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('沈五'))
  const { id } = await owner.post('/filings', {}, 201)
  await signedIn(page, owner, '/m/me')
  await page.getByRole('link', { name: '注销账号' }).click()
  await expect(page.getByText('登记草稿 1 份')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
  expect((await request.delete(`/api/v1/filings/${id}`, { headers: await bearer(page) })).status()).toBe(204)
  await page.reload()
  await expect(page.getByText('您没有办理过登记，证件号码一并删除')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])
  const code = await codeOnPhone(page, dataDir, owner.phone, 'CLOSE_ACCOUNT')
  await page.getByLabel('验证码', { exact: true }).fill(code)
  await page.getByRole('button', { name: '注销账号' }).click()
  await hold(page, '注销')
  await expect(page.getByRole('status').filter({ hasText: '账号已经注销' })).toBeVisible()
  await page.goto('/m/sign-in')
  await signInByPassword(page, owner.phone, owner.password)
  await expect(page.getByText('手机号或密码不正确')).toBeVisible()
  // The document is free at once; the phone gets another code after a minute.
  const again = await registerOwner(request, dataDir, { ...newPerson('沈五'), idNumber: owner.idNumber })
  expect(await again.get('/me')).toMatchObject({ name: '沈五' })
})

test('a correction is asked for, and nobody has looked at a new account', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('韩六'))
  await signedIn(page, owner, '/m/me/corrections')
  await page.getByRole('button', { name: '提交申请' }).click()
  await expect(page.getByText('请选择要更正的内容')).toBeVisible()
  await page.getByRole('combobox', { name: '更正什么' }).selectOption({ label: '姓名或单位名称' })
  await page.getByRole('textbox', { name: '哪里不对，应该是什么' }).fill('姓名应为韩六一')
  await chooseDistrict(page, '办理的区县', ['北京市', '东城区'])
  await page.getByRole('button', { name: '提交申请' }).click()
  const asked = page.getByRole('region', { name: '我的申请' })
  await expect(asked.getByText('姓名或单位名称：等待答复')).toBeVisible()
  expect(await axeFaults(page)).toEqual([])

  await page.goto('/m/me/viewings')
  await expect(page.getByText('还没有记录', { exact: true })).toBeVisible()
  await expect(page.getByText('这不等于没有人看过')).toBeVisible()
  await expect(page.getByRole('region', { name: '这里没有的' })).toContainText('不逐个记录机主')
  expect(await axeFaults(page)).toEqual([])
})

async function bearer(page: PageOf): Promise<{ authorization: string }> {
  const token = await page.evaluate(() => JSON.parse(localStorage.getItem('nrmm.owner') ?? '{}').accessToken)
  return { authorization: `Bearer ${token}` }
}
