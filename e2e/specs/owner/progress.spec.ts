import type { Page } from '@playwright/test'
import { Office } from '../../fixtures/decisions'
import { codeSentTo } from '../../fixtures/outbox'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { expect, test } from '../../fixtures/world'
import { hold } from '../../pages/hold'
import { sheetGone } from '../../pages/sheet-gone'
import { collected, signedIn, submitted } from './owner-rows'

test.use(PHONE)

/** Parts of 第六步、第七步 and 信息变更 that the walk-through specs do not cover. */
const card = (page: Page, status: string) => page.getByRole('article', { name: new RegExp(`^${status}`) })
const picture = async (words: string) => ({
  name: 'IMG_0002.jpg',
  mimeType: 'image/jpeg',
  buffer: await jpeg(words),
})

test('cards tell where a filing stands; a draft is deleted, a waiting one withdrawn', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('郑海燕'))
  await signedIn(page, owner, '/m/filings')
  await expect(page.getByText('还没有登记', { exact: true })).toBeVisible()
  await owner.post('/filings', { kind: 'MACHINE' }, 201)
  await submitted(owner)
  await page.getByRole('button', { name: '刷新' }).click()
  await expect(card(page, '待审核')).toContainText(/车辆号牌:\s*1203/)
  await expect(card(page, '待审核')).toContainText(/预计\d+年\d+月\d+日前完成/)

  await page.getByLabel('状态').selectOption('草稿')
  await expect(page.getByRole('article')).toHaveCount(1)
  const draft = await owner.get('/filings?status=DRAFT')
  await page.goto(`/m/filings/${draft.data[0].id}`)
  await page.getByRole('button', { name: '删除草稿' }).click()
  await hold(page, '删除')
  await page.waitForURL('**/m/filings')
  await expect(card(page, '草稿')).toHaveCount(0)

  await card(page, '待审核')
    .getByRole('link', { name: /查看详情/ })
    .click()
  await page.getByRole('button', { name: '撤回登记' }).click()
  const asking = page.getByRole('dialog', { name: '撤回这条登记？' })
  await page.keyboard.press('Escape')
  await expect(asking).toBeHidden()
  await page.getByRole('button', { name: '撤回登记' }).click()
  await hold(page, '撤回')
  await expect(page.getByRole('heading', { name: '已撤回' })).toBeVisible()
})

test('a correction opens what the reasons name and outlives a dead network and a closed page', async ({
  context,
  page,
  request,
  baseURL,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('冯立新'))
  const office = await Office.open(baseURL ?? '')
  const id = await submitted(owner)
  await office.returnFiling(id, 'PLATE_MISMATCH', ['plate', 'photos.MACHINE_PLATE'])
  await signedIn(page, owner, '/m/filings')
  await card(page, '退回重填')
    .getByRole('link', { name: /修改并提交/ })
    .click()
  const plate = page.getByRole('group', { name: /^机械号牌: 1203/ }).getByLabel('修改')
  await expect(page.getByRole('group')).toHaveCount(1)

  // Submitting without a change asks first.
  await page.getByRole('button', { name: '提交修改' }).click()
  await page.getByRole('dialog', { name: '还有没有修改的内容' }).getByRole('button', { name: '取消' }).click()
  await sheetGone(page)

  await context.route('**/api/v1/filings/**', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  )
  await plate.fill('1230')
  await expect(page.getByText('未联网，已保存在本机')).toBeVisible()
  await page.close()

  const again = await context.newPage()
  await again.goto(`/m/filings/${id}/correct`)
  await expect(again.getByRole('group', { name: /^机械号牌: 1203/ }).getByLabel('修改')).toHaveValue('1230')
  await context.unroute('**/api/v1/filings/**')
  const photos = again.getByRole('region', { name: '机械铭牌照片', exact: true })
  await expect(photos.getByText('原照片')).toBeVisible()
  await photos.getByLabel(/从相册选择：/).setInputFiles(await picture('铭牌重拍'))
  await again.getByRole('button', { name: '提交修改' }).click()
  await hold(again, '提交修改')
  await expect(again.getByRole('heading', { name: '修改已提交' })).toBeVisible()
  const filing = await owner.get(`/filings/${id}`)
  expect([filing.status, filing.plate]).toEqual(['SUBMITTED', '1230'])
})

test('the pickup code fills the window; notices are counted until they are opened', async ({
  page,
  request,
  baseURL,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('曹国庆'))
  const office = await Office.open(baseURL ?? '')
  const { pickupCode } = await office.approveFiling(await submitted(owner), '3')
  await signedIn(page, owner, '/m')
  await expect(page.getByRole('link', { name: /^通知 ?1 条未读/ })).toBeVisible()
  await page.getByRole('link', { name: /^通知/ }).click()
  await page.getByRole('button', { name: /^知道了 ?：审核通过/ }).click()
  await expect(page.getByText('全部已读')).toBeVisible()
  await page.getByRole('link', { name: '大字显示领取码' }).click()
  const code = page.getByRole('region', { name: '领取码' })
  await expect(code).toContainText(pickupCode)
  const size = await code
    .getByText(pickupCode.slice(0, 3), { exact: true })
    .evaluate((digits) => Number.parseFloat(getComputedStyle(digits).fontSize))
  expect(size).toBeGreaterThan(90)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
  await expect(page.getByRole('link', { name: /^[\d-]+$/ })).toHaveAttribute('href', /^tel:\d+$/)
  await page.goto('/m')
  await expect(page.getByRole('link', { name: /^通知/ })).not.toContainText('未读')
})

test('a moved machine, a filter to be reviewed, taken back', async ({ page, request, baseURL, dataDir }) => {
  const { owner, machineId } = await collected(request, dataDir, baseURL ?? '', '蒋文斌')
  await signedIn(page, owner, '/m/changes')
  await page.getByRole('link', { name: /^修改/ }).click()
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByRole('alert').first()).toHaveText('请上传机身后面照片')
  await page.getByLabel('从相册选择：机身后面照片').setInputFiles(await picture('机身后面'))
  await page.getByRole('button', { name: /机械现所在地/ }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: '北京市' }).click()
  await sheet.getByRole('button', { name: '海淀区' }).click()
  await expect(page.getByText('原登记：北京市 东城区')).toBeVisible()
  await expect(page.getByRole('button', { name: /查看大图/ })).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await page.getByRole('button', { name: '提交' }).click()
  await hold(page, '提交')
  await expect(page.getByRole('heading', { name: '变更已生效' })).toBeVisible()
  expect((await owner.get(`/machines/${machineId}`)).district.code).toBe('110108')

  await page.goto(`/m/machines/${machineId}/change/dpf`)
  await page.getByLabel('DPF 型号').fill('DPF-100')
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByRole('alert').first()).toHaveText('请上传DPF 照片')
  for (const slot of ['DPF 照片', 'DPF 铭牌照片']) {
    await page.getByLabel(`从相册选择：${slot}`).setInputFiles(await picture(slot))
  }
  await expect(page.getByRole('button', { name: /查看大图/ })).toHaveCount(2)
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await page.getByRole('button', { name: '提交' }).click()
  await hold(page, '提交')
  await expect(page.getByRole('heading', { name: '提交成功，等待审核' })).toBeVisible()
  await page.getByRole('link', { name: '查看信息变更' }).click()
  await page.getByRole('button', { name: '撤回' }).click()
  await hold(page, '撤回')
  await expect(page.getByText('已撤回', { exact: true })).toBeVisible()
})

test('what was typed into a change stays on the phone until it is sent', async ({
  page,
  request,
  baseURL,
  dataDir,
}) => {
  const { owner, machineId } = await collected(request, dataDir, baseURL ?? '', '孔令仪')
  await signedIn(page, owner, `/m/machines/${machineId}/change/cancellation`)
  await page.getByRole('textbox', { name: '注销原因' }).fill('机械已报废')
  await page.reload()
  await expect(page.getByRole('textbox', { name: '注销原因' })).toHaveValue('机械已报废')
  await page.goto(`/m/machines/${machineId}/change/dpf`)
  await page.getByLabel('DPF 型号').fill('DPF-300')
  await page.goto(`/m/machines/${machineId}/change/cancellation`)
  await page.getByRole('button', { name: '清空重填' }).click()
  await expect(page.getByRole('textbox', { name: '注销原因' })).toHaveValue('')

  await page.goto(`/m/machines/${machineId}/change/dpf`)
  await expect(page.getByLabel('DPF 型号')).toHaveValue('DPF-300')
  for (const slot of ['DPF 照片', 'DPF 铭牌照片']) {
    await page.getByLabel(`从相册选择：${slot}`).setInputFiles(await picture(slot))
  }
  await expect(page.getByRole('button', { name: /查看大图/ })).toHaveCount(2)
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await page.getByRole('button', { name: '提交' }).click()
  await hold(page, '提交')
  await expect(page.getByRole('heading', { name: '提交成功，等待审核' })).toBeVisible()
  await page.getByRole('link', { name: '查看信息变更' }).click()
  await page.getByRole('button', { name: '撤回' }).click()
  await hold(page, '撤回')
  await expect(page.getByText('已撤回', { exact: true })).toBeVisible()
  await sheetGone(page)
  await page.goto(`/m/machines/${machineId}/change/dpf`)
  await expect(page.getByLabel('DPF 型号')).toHaveValue('')
})

test('a machine changes hands by both codes', async ({ page, request, baseURL, dataDir }) => {
  const { owner, machineId } = await collected(request, dataDir, baseURL ?? '', '沈建华')
  const buyer = await registerOwner(request, dataDir, newPerson('韩雪梅'))
  await signedIn(page, owner, `/m/machines/${machineId}/change/owner`)
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByLabel('原机械所有者身份证号')).toBeFocused()
  const from = page.getByRole('region', { name: '原机械所有者' })
  const to = page.getByRole('region', { name: '新机械所有者' })
  await from.getByLabel('原机械所有者身份证号').fill(owner.idNumber)
  await from.getByLabel('原机械所有者手机号').fill(owner.phone)
  await from.getByRole('button', { name: '验证码' }).click()
  await expect(to.getByText(/先填好这一项/).first()).toBeVisible()
  await to.getByLabel('新机械所有者姓名').fill(buyer.name)
  await to.getByLabel('新机械所有者手机号').fill(buyer.phone)
  await from.getByRole('button', { name: '验证码' }).click()
  await expect(from.getByRole('button', { name: /秒后可重发/ })).toBeVisible()
  await from.getByLabel('确认验证码').fill(codeSentTo(dataDir, owner.phone, 'TRANSFER_FROM'))
  await to.getByLabel('新机械所有者身份证号').fill(buyer.idNumber)
  await to.getByRole('button', { name: '验证码' }).click()
  await expect(to.getByRole('button', { name: /秒后可重发/ })).toBeVisible()
  await to.getByLabel('确认验证码').fill(codeSentTo(dataDir, buyer.phone, 'TRANSFER_TO'))
  await page.getByRole('button', { name: '提交' }).click()
  await hold(page, '确认变更')
  await expect(page.getByRole('heading', { name: '变更已生效' })).toBeVisible()
  expect((await buyer.get('/machines')).data).toHaveLength(1)
  expect((await owner.get('/machines')).data).toHaveLength(0)
})
