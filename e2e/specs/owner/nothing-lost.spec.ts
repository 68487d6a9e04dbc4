import { newPerson, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { expect, test } from '../../fixtures/world'
import { hold } from '../../pages/hold'
import { choose, expectSaved, fill, next } from '../../pages/owner-form'
import { collected, ENTRY, signedIn } from './owner-rows'

test.use(PHONE)

test('an agent’s choice outlives a reload, and keeps the filing from being submitted as the agent’s own', async ({
  page,
  request,
  dataDir,
}) => {
  const agent = await registerOwner(request, dataDir, newPerson('代小办'))
  const { id } = await agent.post('/filings', ENTRY, 201)
  await signedIn(page, agent, `/m/filings/${id}/edit`)
  await page.getByRole('button', { name: '帮其他机械所有者登记' }).click()
  await expect(page.getByRole('button', { name: '确认所有者' })).toBeVisible()
  await fill(page, { 所有者: '北京托付机械有限公司', 手机号: '13800001119' })
  await page.reload()
  await expect(page.getByRole('button', { name: '确认所有者' })).toBeVisible()
  await expect(page.getByLabel('所有者', { exact: true })).toHaveValue('北京托付机械有限公司')
  await expect(page.getByLabel('手机号', { exact: true })).toHaveValue('13800001119')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText(/请先确认机械所有者/)).toBeVisible()
  // Nor on the last page, reached by its address.
  await page.goto(`/m/filings/${id}/edit?step=done`)
  const missing = page.getByRole('region', { name: '需要填写或修改' })
  await expect(missing.getByRole('button', { name: /请先确认机械所有者/ })).toBeVisible()
  await missing.getByRole('button', { name: /请先确认机械所有者/ }).click()
  await page.getByRole('button', { name: '收起' }).click()
  await page.getByRole('button', { name: '帮其他机械所有者登记' }).click()
  await expect(page.getByLabel('所有者', { exact: true })).toHaveValue('')
  await page.getByRole('button', { name: '收起' }).click()
  await choose(page, { 使用地点: '施工工地' })
  await next(page, '图片上传')
})

test('one of two codes is kept and left, a wrong one is cleared and left', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('老机械'))
  const { id } = await owner.post('/filings', { ...ENTRY, machine: { categoryCode: 'BULLDOZER' } }, 201)
  await signedIn(page, owner, '/m')
  await page.goto(`/m/filings/${id}/edit?step=codes.1`)
  await fill(page, { 机械环保代码: '1234' })
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText(/机械环保代码应为 17 位/)).toBeVisible()
  await page.getByRole('button', { name: '清空，填写下一组' }).click()
  await expect(page.getByRole('heading', { level: 2, name: /第二组/ })).toBeVisible()
  await fill(page, { 机械出厂编号: 'SD-1998-07' })
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { name: '这一组没有填全' })).toBeVisible()
  await page.getByRole('button', { name: '保留已填的，填写下一组' }).click()
  await expect(page.getByRole('heading', { level: 2, name: /第三组/ })).toBeVisible()
  await expectSaved(page)
  const stored = await owner.get(`/filings/${id}`)
  expect([stored.codes.machineEnvCode ?? null, stored.machine.serial]).toEqual([null, 'SD-1998-07'])
})

test('编码登记 offers what was begun, once each, before another is begun', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('续先生'))
  const { id } = await owner.post('/filings', { ...ENTRY, hasNameplate: true }, 201)
  await owner.post('/filings', { ...ENTRY, plate: '7777' }, 201)
  await signedIn(page, owner, '/m')
  await page.goto(`/m/filings/${id}/edit?step=photos`)
  await page.route('**/api/v1/photos', (route) => route.abort())
  const file = { name: 'front.jpg', mimeType: 'image/jpeg', buffer: await jpeg('正面') }
  await page.getByLabel('从相册选择：机身正面照片', { exact: true }).setInputFiles(file)
  await expect(page.getByText('等待上传，已保存在本机')).toBeVisible()

  await page.goto('/m/filings')
  await expect(page.getByRole('article')).toHaveCount(2)
  await page.goto('/m')
  await page.getByRole('link', { name: /^编码登记 ?填报/ }).click()
  await expect(page.getByRole('heading', { name: '您有 2 份登记没有提交，请选择继续填写' })).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(2)
  await page.getByRole('article').filter({ hasText: '7777' }).getByRole('link').click()
  await expect(page.getByRole('textbox', { name: '机械号牌' })).toHaveValue('7777')
  await page.goto('/m/filings/new')
  await page.getByRole('button', { name: '登记另一台机械' }).click()
  await expect(page.getByRole('textbox', { name: '机械号牌' })).toHaveValue('')
})

test('the form of a change keeps its photos over a reload', async ({ page, request, baseURL, dataDir }) => {
  const { owner, machineId } = await collected(request, dataDir, baseURL ?? '', '再来一')
  await signedIn(page, owner, `/m/machines/${machineId}/change/cancellation`)
  await fill(page, { 注销原因: '机械已报废' })
  const file = { name: 'p.jpg', mimeType: 'image/jpeg', buffer: await jpeg('报废证明') }
  await page.getByLabel('从相册选择：证明材料 1').setInputFiles(file)
  await expect(page.getByLabel('从相册选择：证明材料 2')).toBeAttached()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await page.reload()
  await expect(page.getByText('已恢复上次填写、没有提交的内容')).toBeVisible()
  await expect(page.getByRole('button', { name: '查看大图：证明材料 1' })).toBeVisible()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await hold(page, '申请注销')
  await expect(page.getByText('提交成功，等待审核')).toBeVisible()
})
