import type { APIRequestContext, Page } from '@playwright/test'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'
import { signInByPassword } from '../../pages/owner-account'
import { choose, chooseDistrict, expectSaved, fill, next } from '../../pages/owner-form'

test.use(PHONE)

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name })

/** Opens a new draft of a new owner at its first step. */
async function begin(page: Page, request: APIRequestContext, dataDir: string): Promise<Owner> {
  const owner = await registerOwner(request, dataDir, newPerson('周启航'))
  await page.goto(`/m/sign-in?next=${encodeURIComponent('/m/filings/new')}`)
  await signInByPassword(page, owner.phone, owner.password)
  await expect(heading(page, '基本信息')).toBeVisible()
  return owner
}

async function fillBasics(page: Page): Promise<void> {
  await chooseDistrict(page, '登记区县', ['北京市', '东城区'])
  await choose(page, { 使用地点: '施工工地', 登记类型: '机械' })
}

/** Opens a step of the current draft by its URL. */
async function toStep(page: Page, step: string): Promise<void> {
  await expectSaved(page)
  await page.goto(`${page.url().split('?')[0]}?step=${step}`)
}

test('基本信息: what is missing stands at its field, and the first of it gets the focus', async ({
  page,
  request,
  dataDir,
}) => {
  await begin(page, request, dataDir)
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('请选择登记区县')).toBeVisible()
  await expect(page.getByRole('button', { name: '登记区县' })).toBeFocused()
  await fillBasics(page)
  await expect(page.getByText('请选择登记区县')).toBeHidden()
  await choose(page, { 登记类型: '场内' })
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('textbox', { name: '场内车辆号牌' })).toBeFocused()
  await fill(page, { 场内车辆号牌: '1230' })
  await next(page, '图片上传')
  await page.goBack()
  await expect(heading(page, '基本信息')).toBeVisible()
  await expect(page.getByRole('textbox', { name: '场内车辆号牌' })).toHaveValue('1230')
})

test('机械信息: an empty group passes, a miss is cleared or mended, a hit fills the details', async ({
  page,
  request,
  dataDir,
}) => {
  await begin(page, request, dataDir)
  await fillBasics(page)
  await toStep(page, 'codes.1')
  await next(page, /第二组/)
  await fill(page, { 环保信息公开编号: 'CN FJ G3 00 9Z99 999999 999999', 机械出厂编号: 'NONE-1' })
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { name: '没有核验通过' })).toBeVisible()
  await page.getByRole('button', { name: '清空，填写下一组' }).click()
  await expect(heading(page, /第三组/)).toBeVisible()
  await page.getByRole('button', { name: '上一步' }).click()
  await expect(page.getByRole('textbox', { name: '环保信息公开编号' })).toHaveValue('')
  await page.getByRole('button', { name: '上一步' }).click()

  await fill(page, { 机械环保代码: '88811111QH311144' })
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText(/机械环保代码应为 17 位/)).toBeVisible()
  await expect(page.getByRole('textbox', { name: '机械环保代码' })).toBeFocused()
  await fill(page, { 机械环保代码: '88811111QH3111447' })
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '修改后再核验' }).click()
  await expect(page.getByRole('textbox', { name: '机械环保代码' })).toBeFocused()
  await fill(page, { 机械环保代码: '* 88811111qh3111446 *' })
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('textbox', { name: '机械型号' })).toHaveValue('SD16')
  await expect(page.getByText('来自目录', { exact: true }).first()).toBeVisible()

  // What was found by a code goes with it; what was typed stays.
  await fill(page, { 机械品牌: '山推牌' })
  await toStep(page, 'codes.1')
  await fill(page, { 机械环保代码: '' })
  await toStep(page, 'machine')
  await expect(page.getByRole('textbox', { name: '机械型号' })).toHaveValue('')
  await expect(page.getByRole('textbox', { name: '机械品牌' })).toHaveValue('山推牌')
  await expect(page.getByText('来自目录', { exact: true })).toHaveCount(0)
})

test('机械信息: the catalogue never overwrites what was typed', async ({ page, request, dataDir }) => {
  await begin(page, request, dataDir)
  await fillBasics(page)
  await toStep(page, 'machine')
  await fill(page, { 机械品牌: '卡特彼勒' })
  await toStep(page, 'codes.1')
  await fill(page, { 机械环保代码: '88811111QH3111446' })
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('textbox', { name: '机械品牌' })).toHaveValue('卡特彼勒')
  await page.getByRole('button', { name: '机械品牌采用目录的内容' }).click()
  await expect(page.getByRole('textbox', { name: '机械品牌' })).toHaveValue('山推')
})

test('机械信息: of a date no more is kept than is known', async ({ page, request, dataDir }) => {
  const owner = await begin(page, request, dataDir)
  await fillBasics(page)
  await toStep(page, 'machine')
  await page.getByRole('button', { name: '机械出厂日期：只知道年份或月份' }).click()
  await fill(page, { 机械出厂日期: '2019' })
  await choose(page, { 机械出厂日期的月份: '9 月' })
  await toStep(page, 'done')
  await expect(page.getByText('2019-09', { exact: true })).toBeVisible()
  const { data } = await owner.get('/filings')
  expect(data[0].machine.manufacturedOn).toBe('2019-09')

  await toStep(page, 'machine')
  await expect(page.getByRole('textbox', { name: '机械出厂日期' })).toHaveValue('2019')
  await expect(page.getByRole('combobox', { name: '机械出厂日期的月份' })).toHaveValue('09')
})

test('the draft is whole after a reload and lands where one was', async ({ page, request, dataDir }) => {
  await begin(page, request, dataDir)
  await fillBasics(page)
  await toStep(page, 'other')
  await page.getByRole('group', { name: '是否安装 DPF' }).getByLabel('是').check()
  await fill(page, { 'DPF 型号': 'DPF-200' })
  // Not awaited: what the server lacks is stored on the phone.
  await page.goto(page.url().split('?')[0] ?? '')
  await expect(heading(page, '其它信息')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'DPF 型号' })).toHaveValue('DPF-200')
  await expectSaved(page)
})

test('without a network one goes on, the codes unchecked, and it is sent afterwards', async ({
  page,
  context,
  request,
  dataDir,
}) => {
  const owner = await begin(page, request, dataDir)
  await fillBasics(page)
  await toStep(page, 'codes.1')
  await expect(heading(page, /第一组/)).toBeVisible()
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await fill(page, { 机械环保代码: '88811111QH3111446' })
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { name: '暂时无法核验' })).toBeVisible()
  await page.getByRole('button', { name: '保留编码，填写下一组' }).click()
  await expect(heading(page, /第二组/)).toBeVisible()
  await expect(page.getByText(/未联网，已保存在本机/)).toBeVisible()
  await next(page, /第三组/)
  await next(page, /第四组/)
  await next(page, '机械信息')
  await choose(page, { 机械类别: '推土机', 燃料种类: '柴油' })
  await next(page, '其它信息')
  await next(page, '完成')
  await expect(page.getByText('未联网，已保存在本机', { exact: false })).toBeVisible()
  await context.setOffline(false)
  await expectSaved(page)
  const { data } = await owner.get('/filings')
  expect(data[0]).toMatchObject({
    codes: { machineEnvCode: '88811111QH3111446' },
    machine: { categoryCode: 'BULLDOZER' },
    engine: { fuelCode: 'DIESEL' },
  })
})

test('a session that ended in the middle is asked for again in place', async ({ page, request, dataDir }) => {
  const owner = await begin(page, request, dataDir)
  await fillBasics(page)
  await expectSaved(page)
  const { phone, password } = owner
  const opened = await request.post('/api/v1/sessions', { data: { phone, password } })
  const headers = { authorization: `Bearer ${(await opened.json()).accessToken}` }
  await request.delete('/api/v1/sessions?everywhere=true', { headers })
  await fill(page, { 使用地点的详细名称: '东直门外地铁工地' })
  const gate = page.getByRole('dialog', { name: '登录已失效' })
  await expect(gate).toBeVisible()
  await signInByPassword(page, phone, password)
  await expect(gate).toBeHidden()
  await expectSaved(page)
  await expect(page.getByRole('textbox', { name: '使用地点的详细名称' })).toHaveValue('东直门外地铁工地')
})
