import { newUnitNumber } from '../../../prisma/factories/identity'
import { Office } from '../../fixtures/decisions'
import { codeSentTo } from '../../fixtures/outbox'
import { newPerson } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { expect, test } from '../../fixtures/world'
import { registerByPage } from '../../pages/owner-account'
import { addPhotos, choose, chooseDistrict, expectSaved, fill, next, submit } from '../../pages/owner-form'

test.use(PHONE)

/** The walk through the manual for an agent who files for a unit: an on-site vehicle without plates. */
test('an agent files a unit’s on-site vehicle without plates', async ({
  page,
  browser,
  baseURL,
  dataDir,
}) => {
  const unit = { ...newPerson('北京通联物流有限公司'), type: 'UNIT' as const, idNumber: newUnitNumber() }
  const agent = newPerson('李代办')
  const office = await Office.open(baseURL ?? '')

  await test.step('第二步：单位和被委托人都注册', async () => {
    const other = await browser.newContext({ ...PHONE, baseURL, locale: 'zh-CN' })
    await registerByPage(await other.newPage(), dataDir, unit)
    await other.close()
    await registerByPage(page, dataDir, agent)
  })

  await test.step('1) 基本信息：帮其他机械所有者登记，场内', async () => {
    await page.goto('/m/filings/new')
    await chooseDistrict(page, '登记区县', ['北京市', '东城区'])
    await choose(page, { 使用地点: '其他', 登记类型: '场内' })
    await page.getByRole('button', { name: '帮其他机械所有者登记' }).click()
    // Its script is loaded now and shifts the fields below.
    await expect(page.getByRole('button', { name: '确认所有者' })).toBeVisible()
    // Without the owner's confirmation there is no next step.
    await fill(page, { 场内车辆号牌: '1230' })
    await page.getByRole('button', { name: '下一步' }).click()
    await expect(page.getByText(/请先确认机械所有者/)).toBeVisible()
    await expect(page.getByRole('heading', { level: 2, name: '基本信息' })).toBeVisible()
    await fill(page, { 场内车辆号牌: '' })
    await fill(page, { 所有者: unit.name, 手机号: unit.phone })
    await page.getByRole('button', { name: '获取验证码' }).click()
    await expect(page.getByRole('button', { name: /秒后可重发/ })).toBeVisible()
    await fill(page, { 验证码: '000000' })
    await page.getByRole('button', { name: '确认所有者' }).click()
    await expect(page.getByText(/机械所有者的姓名、手机号或验证码不正确/).first()).toBeVisible()
    await fill(page, { 验证码: codeSentTo(dataDir, unit.phone, 'AGENT_CONSENT') })
    await page.getByRole('button', { name: '确认所有者' }).click()
    await expect(page.getByText('已经所有者的验证码确认')).toBeVisible()
    await expect(page.getByText(unit.name)).toBeVisible()
    await page.getByRole('button', { name: '下一步' }).click()
    await expect(page.getByText('场内机械应填写机械号牌')).toBeVisible()
    await fill(page, { 场内车辆号牌: '1230' })
    await next(page, '图片上传')
  })

  await test.step('2) 图片上传：无铭牌，合格证，随车清单', async () => {
    await page.getByRole('radio', { name: '无发动机、机械铭牌' }).check()
    const slots = ['机身正面照片', '机身正面偏右 45° 照片', '机身右侧照片', '机身后面照片', '合格证照片']
    const pictures: Record<string, Buffer> = {}
    for (const slot of slots) pictures[slot] = await jpeg(slot)
    await addPhotos(page, pictures)
    await page.getByRole('button', { name: '下一步' }).click()
    await expect(page.getByText('请上传环保信息随车清单照片（正面）')).toBeVisible()
    await addPhotos(page, {
      '环保信息随车清单照片（正面）': await jpeg('清单正面'),
      '环保信息随车清单照片（反面）': await jpeg('清单反面'),
    })
    // No plates, no codes to check: straight to the details.
    await next(page, /^机械信息$/)
  })

  await test.step('3) 机械信息：随车清单要求公开编号', async () => {
    await choose(page, { 机械类别: '牵引车', 燃料种类: '柴油' })
    await page.getByRole('button', { name: '下一步' }).click()
    await expect(
      page.getByText('场内机械须上传环保信息随车清单，应填写清单上的环保信息公开编号'),
    ).toBeVisible()
    await fill(page, { 环保信息公开编号: 'CN FJ G3 00 0L81 000192 000077' })
    await next(page, '其它信息')
    await next(page, '完成')
  })

  await test.step('第五步至第七步', async () => {
    await expectSaved(page)
    await expect(page.getByRole('region', { name: '机械所有者的确认' })).toContainText('确认当时已填写的内容')
    const filingId = await submit(page)
    await expect(page.getByRole('article', { name: /待审核/ })).toContainText(unit.name)
    const { registrationNumber } = await office.approveFiling(filingId, '3')
    await page.getByRole('button', { name: /刷新/ }).click()
    await expect(page.getByRole('article', { name: /审核通过/ })).toContainText(registrationNumber)
    await page.goto('/m/notices')
    await expect(page.getByText(/审核通过/).first()).toBeVisible()
  })

  await test.step('登记区县会默认为机械现所在地点', async () => {
    await page.goto('/m/filings/new')
    await expect(page.getByRole('button', { name: '登记区县' })).toContainText('东城区')
  })
})
