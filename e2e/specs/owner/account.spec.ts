import type { Page } from '@playwright/test'
import { newPhone, newUnitNumber } from '../../../prisma/factories/identity'
import { axeFaults } from '../../fixtures/grave-faults'
import { codeSentTo } from '../../fixtures/outbox'
import { newPerson, type Person, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'
import {
  codeOnPhone,
  faultAt,
  fillRegistration,
  registerByPage,
  signInByPassword,
} from '../../pages/owner-account'

test.use(PHONE)

const unit = (): Person => ({
  ...newPerson('北京某某建筑工程有限公司'),
  type: 'UNIT',
  idNumber: newUnitNumber(),
})

/** Violations that axe rates serious or critical, and a page wider than the phone, also at 200 % text size. */
async function graveFaults(page: Page): Promise<string[]> {
  const found = await axeFaults(page)
  const wider = await page.evaluate(() => {
    const { style } = document.documentElement
    const widths = ['100%', '200%'].map((size) => {
      style.fontSize = size
      return document.documentElement.scrollWidth - window.innerWidth
    })
    style.fontSize = ''
    return Math.max(...widths)
  })
  return wider > 0 ? [...found, `scrolls sideways by ${wider}`] : found
}

test.describe('注册', () => {
  test("has the manual's words in the manual's order, for units and for persons", async ({ page }) => {
    await page.goto('/m/register')
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['单位注册', '个人注册'])
    const rows = () =>
      page.locator('form input:not([type=checkbox])').evaluateAll((inputs) =>
        inputs.map((input) => {
          const { labels, placeholder } = input as HTMLInputElement
          return `${labels?.[0]?.textContent} ${placeholder}`
        }),
      )
    const shared = ['密码 输入密码', '确认密码 再次输入密码', '手机号 输入手机号', '验证码 输入手机验证码']
    expect(await rows()).toEqual(['单位名称 输入单位名称', '证件号 输入统一社会信用代码', ...shared])
    expect(await graveFaults(page)).toEqual([])
    await page.getByRole('tab', { name: '单位注册' }).press('ArrowRight')
    await expect(page.getByRole('tab', { name: '个人注册' })).toBeFocused()
    expect(await rows()).toEqual(['姓名 输入姓名', '身份证号 输入个人身份证号', ...shared])
    expect(await graveFaults(page)).toEqual([])
  })

  test('a person: each fault at its field, the code counts down over a reload, then signed in', async ({
    page,
    dataDir,
  }) => {
    const person = newPerson('张三')
    await page.goto('/m/register?next=/m/me')
    await page.getByRole('tab', { name: '个人注册' }).click()
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await expect(page.getByLabel('姓名', { exact: true })).toBeFocused()
    expect(await faultAt(page, '姓名')).toBe('请填写姓名')
    expect(await faultAt(page, '身份证号')).toBe('请填写个人身份证号')
    expect(await faultAt(page, '密码')).toBe('请填写密码')
    expect(await faultAt(page, '手机号')).toBe('请填写手机号')
    expect(await faultAt(page, '验证码')).toBe('请填写验证码')
    // Neither is ticked beforehand.
    for (const name of [/我已阅读并同意/, /我单独同意/]) {
      const box = page.getByRole('checkbox', { name })
      await expect(box).not.toBeChecked()
      await expect(box).toHaveAttribute('aria-invalid', 'true')
    }
    await page.getByRole('button', { name: '阅读《个人信息保护告知》' }).click()
    const text = page.getByRole('dialog', { name: '个人信息保护告知' })
    await expect(text.getByRole('heading', { name: '处理哪些信息，用来做什么' })).toBeVisible()
    await text.getByRole('button', { name: '关闭' }).click()
    expect(await graveFaults(page)).toEqual([])

    await fillRegistration(page, { ...person, idNumber: '110105194912310021', password: 'abcdefgh' })
    await page.getByLabel('确认密码', { exact: true }).fill('abcdefg1')
    await page.getByLabel('手机号', { exact: true }).fill('12345')
    expect(await faultAt(page, '身份证号')).toContain('校验码不正确')
    expect(await faultAt(page, '密码')).toBe('密码必须包含数字')
    expect(await faultAt(page, '确认密码')).toBe('两次输入的密码不一致')
    await page.getByRole('button', { name: '获取验证码' }).click()
    expect(await faultAt(page, '手机号')).toBe('手机号应为 11 位数字，以 1 开头；固定电话收不到验证码')

    await fillRegistration(page, person)
    const code = await codeOnPhone(page, dataDir, person.phone, 'REGISTER')
    await page.reload()
    await expect(page.getByRole('button', { name: /秒后可重发/ })).toBeDisabled()
    await expect(page.getByLabel('手机号', { exact: true })).toHaveValue(person.phone)
    await expect(page.getByLabel('姓名', { exact: true })).toHaveValue('张三')
    await expect(page.getByLabel('密码', { exact: true })).toHaveValue('')
    await fillRegistration(page, person)
    await page.getByLabel('验证码', { exact: true }).fill(code === '000000' ? '000001' : '000000')
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await expect(page.getByLabel('验证码', { exact: true })).toBeFocused()
    expect(await faultAt(page, '验证码')).toContain('验证码不正确')
    await page.getByLabel('验证码', { exact: true }).fill(code)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/m/me')
    await expect(page.getByText(`${person.phone.slice(0, 3)}****${person.phone.slice(-4)}`)).toBeVisible()
    await expect(page.getByText('未关联')).toBeVisible()
    expect(await graveFaults(page)).toEqual([])
  })

  test('a unit; what both kinds share stays when the kind is changed', async ({ page, dataDir }) => {
    const company = unit()
    await page.goto('/m/register')
    await page.getByLabel('手机号', { exact: true }).fill('13912345678')
    await page.getByLabel('密码', { exact: true }).fill('Zhiyuan-2019')
    await page.getByRole('tab', { name: '个人注册' }).click()
    await page.getByRole('tab', { name: '单位注册' }).click()
    await expect(page.getByLabel('手机号', { exact: true })).toHaveValue('13912345678')
    await expect(page.getByLabel('密码', { exact: true })).toHaveValue('Zhiyuan-2019')
    await registerByPage(page, dataDir, company)
    await page.goto('/m/me')
    await expect(page.getByText(company.name)).toBeVisible()
  })

  test('a taken phone or number is told by one sentence that leads to signing in', async ({
    page,
    request,
    dataDir,
  }) => {
    const first = await registerOwner(request, dataDir, newPerson('李四'))
    const second = { ...newPerson('王五'), idNumber: first.idNumber }
    await page.goto('/m/register')
    await fillRegistration(page, second)
    const code = await codeOnPhone(page, dataDir, second.phone, 'REGISTER')
    await page.getByLabel('验证码', { exact: true }).fill(code)
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await expect(page.getByLabel('手机号', { exact: true })).toBeFocused()
    expect(await faultAt(page, '手机号')).toContain('手机号或证件号码已注册，不能重复注册')
    await page.getByRole('link', { name: '登录', exact: true }).click()
    await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
  })

  test('a lost connection keeps what was typed', async ({ page, context, dataDir }) => {
    const person = newPerson('赵六')
    await page.goto('/m/register')
    await fillRegistration(page, person)
    const code = await codeOnPhone(page, dataDir, person.phone, 'REGISTER')
    await page.getByLabel('验证码', { exact: true }).fill(code)
    await context.setOffline(true)
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: '无法连接服务器' })).toBeVisible()
    await context.setOffline(false)
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await expect(page.getByRole('link', { name: '我的账号' })).toBeVisible()
  })
})

test.describe('登录', () => {
  test('by password, back to where one came from; too many wrong ones wait', async ({
    page,
    request,
    dataDir,
  }) => {
    const { phone, password } = await registerOwner(request, dataDir, newPerson('孙七'))
    await page.goto('/m/me')
    await expect(page).toHaveURL('/m/sign-in?next=%2Fm%2Fme')
    expect(await graveFaults(page)).toEqual([])
    await signInByPassword(page, phone, 'wrong-2019')
    expect(await faultAt(page, '密码')).toBe('手机号或密码不正确')
    await signInByPassword(page, phone, password)
    await expect(page).toHaveURL('/m/me')
    await expect(page.getByText('孙七')).toBeVisible()

    const stranger = newPhone()
    await page.goto('/m/sign-in?next=https://evil.example/m')
    for (let tries = 1; tries <= 5; tries++) {
      const answer = page.waitForResponse('**/api/v1/sessions')
      await signInByPassword(page, stranger, `wrong-201${tries}`)
      expect((await answer).status()).toBe(401)
    }
    await signInByPassword(page, stranger, 'wrong-2019')
    await expect(page.getByRole('alert').filter({ hasText: /已暂停尝试，\d+ 秒后可再试/ })).toBeVisible()
    await signInByPassword(page, phone, password)
    await expect(page).toHaveURL('/m')
  })

  test('by code, and with the keyboard alone', async ({ page, request, dataDir }) => {
    const { phone } = await registerOwner(request, dataDir, newPerson('周八'))
    await page.goto('/m/sign-in')
    await page.getByRole('tab', { name: '密码登录' }).press('ArrowRight')
    expect(await graveFaults(page)).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.type(phone)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('验证码', { exact: true })).toBeFocused()
    await page.keyboard.type('12345')
    await page.keyboard.press('Enter')
    expect(await faultAt(page, '验证码')).toBe('验证码是 6 位数字')
    await page.getByLabel('验证码', { exact: true }).fill(codeSentTo(dataDir, phone, 'LOGIN'))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('link', { name: '我的账号' })).toBeVisible()
  })

  test('a forgotten password is replaced by a code, and every device is signed out', async ({
    page,
    request,
    dataDir,
  }) => {
    const owner = await registerOwner(request, dataDir, newPerson('吴九'))
    await page.goto('/m/sign-in?next=/m/me')
    await page.getByRole('link', { name: '忘记密码' }).click()
    await expect(page.getByRole('heading', { name: '忘记密码' })).toBeVisible()
    const code = await codeOnPhone(page, dataDir, owner.phone, 'RESET_PASSWORD')
    await page.getByLabel('验证码', { exact: true }).fill(code)
    await page.getByLabel('密码', { exact: true }).fill('Xinmima-2027')
    await page.getByLabel('确认密码', { exact: true }).fill('Xinmima-2028')
    await page.getByRole('button', { name: '重设密码' }).click()
    expect(await faultAt(page, '确认密码')).toBe('两次输入的密码不一致')
    expect(await graveFaults(page)).toEqual([])
    await page.getByLabel('确认密码', { exact: true }).fill('Xinmima-2027')
    await page.getByRole('button', { name: '重设密码' }).click()
    await expect(page.getByText('密码已重设，所有设备已退出登录')).toBeVisible()
    await page.getByRole('link', { name: '去登录' }).click()
    await signInByPassword(page, owner.phone, owner.password)
    expect(await faultAt(page, '密码')).toBe('手机号或密码不正确')
    await signInByPassword(page, owner.phone, 'Xinmima-2027')
    await expect(page).toHaveURL('/m/me')
  })
})
