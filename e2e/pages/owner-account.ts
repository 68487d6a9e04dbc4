import { expect, type Page } from '@playwright/test'
import { codeSentTo } from '../fixtures/outbox'
import type { Person } from '../fixtures/owner'

/** The manual's labels (第二步) for each kind of account. */
const LABELS = {
  PERSON: { tab: '个人注册', name: '姓名', idNumber: '身份证号' },
  UNIT: { tab: '单位注册', name: '单位名称', idNumber: '证件号' },
} as const

/** Fault message of a field, found by its `aria-describedby`. */
export async function faultAt(page: Page, label: string): Promise<string> {
  const field = page.getByLabel(label, { exact: true })
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  const faultId = (await field.getAttribute('aria-describedby'))?.split(' ').at(-1)
  return (await page.locator(`[id="${faultId}"]`).textContent()) ?? ''
}

/** Requests a code on the page and reads it from the outbox. */
export async function codeOnPhone(
  page: Page,
  dataDir: string,
  phone: string,
  purpose: string,
): Promise<string> {
  await page.getByLabel('手机号', { exact: true }).fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByRole('button', { name: /秒后可重发/ })).toBeDisabled()
  await expect(page.getByLabel('验证码', { exact: true })).toBeFocused()
  return codeSentTo(dataDir, phone, purpose)
}

export async function fillRegistration(
  page: Page,
  { type, name, idNumber, password }: Person,
): Promise<void> {
  const labels = LABELS[type]
  await page.getByRole('tab', { name: labels.tab }).click()
  await page.getByLabel(labels.name, { exact: true }).fill(name)
  await page.getByLabel(labels.idNumber, { exact: true }).fill(idNumber)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByLabel('确认密码', { exact: true }).fill(password)
  await page.getByRole('checkbox', { name: /我已阅读并同意/ }).check()
  await page.getByRole('checkbox', { name: /我单独同意/ }).check()
}

/** Registers on the page 注册. */
export async function registerByPage(page: Page, dataDir: string, person: Person): Promise<void> {
  await page.goto('/m/register')
  await fillRegistration(page, person)
  const code = await codeOnPhone(page, dataDir, person.phone, 'REGISTER')
  await page.getByLabel('验证码', { exact: true }).fill(code)
  await page.getByRole('button', { name: '注册', exact: true }).click()
  await expect(page.getByRole('link', { name: '我的账号' })).toBeVisible()
}

/** Fills in the form of 登录, on its page or in the sheet after an ended session. */
export async function signInByPassword(page: Page, phone: string, password: string): Promise<void> {
  await page.getByLabel('手机号', { exact: true }).fill(phone)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}
