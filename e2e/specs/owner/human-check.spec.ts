import { newPhone } from '../../../prisma/factories/identity'
import { codeSentTo } from '../../fixtures/outbox'
import { PHONE } from '../../fixtures/phone'
import { makeSuspicious } from '../../fixtures/suspicious-phone'
import { expect, test } from '../../fixtures/world'

test.use(PHONE)

const CODES = '**/api/v1/verification-codes'

test('after suspicious use the phone does a sum by itself, says so, and gets its code', async ({
  page,
  dataDir,
}) => {
  const phone = newPhone()
  await makeSuspicious(dataDir, phone)
  const statuses: number[] = []
  const waiting: (() => void)[] = []
  await page.route(CODES, async (route) => {
    // The second one, which brings the sum, waits until the page has been looked at.
    if (route.request().postDataJSON().humanCheck) await new Promise<void>((resolve) => waiting.push(resolve))
    const response = await route.fetch()
    statuses.push(response.status())
    await route.fulfill({ response })
  })
  await page.goto('/m/register')
  await page.getByLabel('手机号', { exact: true }).fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByRole('status')).toContainText('本机正在自动验证')
  await expect(page.getByRole('button', { name: '获取验证码' })).toBeDisabled()
  // Meanwhile the page is alive: something else can be entered.
  await page.getByLabel('单位名称').fill('某某建筑有限公司')
  await expect(page.getByLabel('单位名称')).toHaveValue('某某建筑有限公司')
  await expect.poll(() => waiting.length).toBe(1)
  waiting[0]?.()
  await expect(page.getByRole('button', { name: /秒后可重发/ })).toBeVisible()
  await expect(page.getByRole('status')).toContainText('验证码已发送')
  await expect(page.getByLabel('验证码', { exact: true })).toBeFocused()
  expect(statuses).toEqual([428, 202])
  expect(codeSentTo(dataDir, phone, 'REGISTER')).toMatch(/^\d{6}$/)
})

test('a check that is not accepted is said at the phone, and can be asked for again', async ({
  page,
  dataDir,
}) => {
  const phone = newPhone()
  await makeSuspicious(dataDir, phone)
  await page.route(CODES, (route) => {
    const body = route.request().postDataJSON()
    return route.continue({ postData: { ...body, ...(body.humanCheck ? { humanCheck: 'x' } : {}) } })
  })
  await page.goto('/m/register')
  await page.getByLabel('手机号', { exact: true }).fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByText('自动验证没有通过，或者已经用过、过期')).toBeVisible()
  await page.unroute(CODES)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByRole('button', { name: /秒后可重发/ })).toBeVisible()
  await expect(page.getByRole('status')).toContainText('验证码已发送')
  await expect(page.getByText('自动验证没有通过，或者已经用过、过期')).toBeHidden()
  expect(codeSentTo(dataDir, phone, 'REGISTER')).toMatch(/^\d{6}$/)
})
