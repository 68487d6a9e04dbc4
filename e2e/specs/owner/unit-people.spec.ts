import { newUnitNumber } from '../../../prisma/factories/identity'
import { axeFaults } from '../../fixtures/grave-faults'
import { newPerson, type Person, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'
import { hold } from '../../pages/hold'
import { codeOnPhone, fillRegistration, signInByPassword } from '../../pages/owner-account'

test.use(PHONE)

test('a second employee is led from the refusal to joining, is let in, acts for the unit by name, and is removed', async ({
  page,
  browser,
  request,
  dataDir,
  baseURL,
}) => {
  const company = { type: 'UNIT' as const, name: '北京同事机械有限公司', idNumber: newUnitNumber() }
  const first: Person = { ...newPerson(''), ...company }
  const boss = await registerOwner(request, dataDir, first)
  const employee = newPerson('赵同事')

  await test.step('the unit is taken: the employee registers in the own name', async () => {
    await page.goto('/m/register')
    await fillRegistration(page, { ...employee, ...company })
    const code = await codeOnPhone(page, dataDir, employee.phone, 'REGISTER')
    await page.getByLabel('验证码', { exact: true }).fill(code)
    await page.getByRole('button', { name: '注册', exact: true }).click()
    const join = page.getByRole('region', { name: '加入单位' })
    await expect(page.getByRole('checkbox', { name: /证件号码是我的/ })).toBeVisible()
    expect(await axeFaults(page)).toEqual([])
    await join.getByRole('button', { name: '注册个人账号后加入' }).click()
    await expect(page.getByRole('tab', { name: '个人注册' })).toHaveAttribute('aria-selected', 'true')
  })

  // A code may be had again after a minute: registered as a program does it, with another phone.
  const person = { ...employee, phone: newPerson('').phone }
  await registerOwner(request, dataDir, person)

  await test.step('asks to join with the code that was typed', async () => {
    await page.goto('/m/sign-in?next=/m/me/units')
    await signInByPassword(page, person.phone, person.password)
    await page.waitForURL('**/m/me/units')
    await expect(page.getByLabel('统一社会信用代码')).toHaveValue(company.idNumber)
    await page.getByRole('button', { name: '申请加入' }).click()
    await expect(page.getByText('等待单位答复')).toBeVisible()
    await expect(page.getByText('该单位可能还没有注册')).toBeVisible()
    await expect(page.getByRole('main')).not.toContainText(company.name)
  })

  const office = await browser.newPage({ baseURL, ...PHONE })
  await test.step('who manages the unit lets the employee in', async () => {
    await office.goto('/m/sign-in')
    await signInByPassword(office, boss.phone, boss.password)
    await office.getByRole('link', { name: '去答复' }).click()
    const request = office.getByRole('listitem', { name: '赵同事' })
    await request.getByRole('button', { name: '同意', exact: true }).click()
    await hold(office, '同意')
    await expect(office.getByRole('region', { name: '人员' }).getByRole('listitem')).toHaveCount(2)
    expect(await axeFaults(office)).toEqual([])
  })

  await test.step('the employee acts for the unit, and home says who and for whom', async () => {
    await page.reload()
    await page.getByRole('button', { name: '代该单位办理' }).click()
    await hold(page, '代该单位办理')
    await expect(page.getByText(`赵同事 · 为 ${company.name} 办理`)).toBeVisible()
    await page.getByRole('link', { name: '我的账号' }).click()
    await expect(page.getByRole('link', { name: '单位人员' })).toHaveCount(0)
    expect(await axeFaults(page)).toEqual([])
  })

  await test.step('with 查看 alone nothing is offered that would be refused, and each page says why', async () => {
    const place = office.getByRole('listitem', { name: '赵同事' })
    await place.getByRole('button', { name: '改变权限' }).click()
    await office.getByRole('dialog').getByRole('radio', { name: /查看/ }).check()
    await hold(office, '改变')
    await expect(place).toContainText('查看')
    const why = '您在本单位的权限是“查看”，不能办理此项；请联系本单位的管理人员'
    await page.goto('/m')
    await expect(page.getByRole('link', { name: /编码登记.*您的权限不能办理/ })).toBeVisible()
    for (const path of ['/m/filings/new', '/m/batch', '/m/changes', '/m/me/people', '/m/me/close']) {
      await page.goto(path)
      await expect(page.getByText(why)).toBeVisible()
    }
    await expect(page.getByRole('button', { name: /注销|获取验证码/ })).toHaveCount(0)
    await page.goto('/m/me')
    await expect(page.getByRole('link', { name: '注销账号' })).toHaveCount(0)
    expect(await axeFaults(page)).toEqual([])
  })

  await test.step('removed, the employee is out at once', async () => {
    const place = office.getByRole('listitem', { name: '赵同事' })
    await place.getByRole('button', { name: '移除' }).click()
    await hold(office, '移除')
    await expect(place).toHaveCount(0)
    await page.goto('/m/filings')
    await expect(page.getByRole('heading', { name: /登录/ })).toBeVisible()
  })
  await office.close()
})
