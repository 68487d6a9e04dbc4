import { Office } from '../../fixtures/decisions'
import { databaseUrlOf } from '../../fixtures/instance'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { hold } from '../../pages/hold'
import { registerByPage } from '../../pages/owner-account'
import { askForDpf, changeOwner, changePlace, openChange } from '../../pages/owner-changes'
import { addPhotos, choose, chooseDistrict, expectSaved, fill, next, submit } from '../../pages/owner-form'

test.use(PHONE)

/** The walk through the manual from 第二步 to its end: a person whose machine has plates. */
const CODE = '88811111QH3111446'
const BODY = ['机身正面照片', '机身正面偏右 45° 照片', '机身右侧照片', '机身后面照片']

test('a person registers, files, corrects, collects and changes the place', async ({
  page,
  request,
  baseURL,
  dataDir,
}) => {
  const person = newPerson('周明远')
  const office = await Office.open(baseURL ?? '')

  await test.step('第二步：注册', () => registerByPage(page, dataDir, person))

  await test.step('第三步：铭牌说明', async () => {
    await page.getByRole('link', { name: /铭牌说明/ }).click()
    await expect(page.getByRole('heading', { name: /环保信息标签照片/ })).toBeVisible()
    await expect(page.getByText('机械环保代码共 17 位')).toBeVisible()
    await page.getByRole('button', { name: '返回' }).click()
  })

  await test.step('第四步 1) 基本信息', async () => {
    await page.getByRole('link', { name: /^编码登记 ?填报/ }).click()
    await expect(page.getByRole('heading', { level: 2, name: '基本信息' })).toBeVisible()
    await expect(page.getByText(person.name)).toBeVisible()
    // Missing input is reported at its field.
    await page.getByRole('button', { name: '下一步' }).click()
    await expect(page.getByText('请选择使用地点', { exact: true })).toBeVisible()
    await chooseDistrict(page, '登记区县', ['北京市', '东城区'])
    await choose(page, { 使用地点: '施工工地', 登记类型: '机械' })
    await fill(page, { 使用地点的详细名称: '东直门外大街地铁工地' })
    await next(page, '图片上传')
  })

  await test.step('第四步 2) 图片上传', async () => {
    await page.getByRole('radio', { name: '有发动机、机械铭牌' }).check()
    await page.getByRole('button', { name: '说明：在哪里找机械环保代码照片' }).click()
    await expect(page.getByRole('dialog')).toContainText('17 位')
    await page.keyboard.press('Escape')
    const pictures: Record<string, Buffer> = {}
    for (const slot of [...BODY, '机械铭牌照片']) pictures[slot] = await jpeg(slot)
    await addPhotos(page, pictures)
    await next(page, /机械信息 · 第一组/)
  })

  await test.step('第四步 3) 机械信息', async () => {
    await expect(page.getByText('如果没有“机械环保代码”，请直接进行下一步')).toBeVisible()
    await fill(page, { 机械环保代码: `*${CODE}*` })
    await next(page, /^机械信息$/)
    await expect(page.getByRole('combobox', { name: '机械类别' })).toHaveValue('BULLDOZER')
    await expect(page.getByText('来自目录').first()).toBeVisible()
    await fill(page, { 累计工作小时: '1200' })
    await next(page, '其它信息')
  })

  await test.step('第四步 4) 其它信息', async () => {
    await page.getByRole('group', { name: '是否安装远程在线监控' }).getByRole('radio', { name: '是' }).check()
    await fill(page, { 监控终端编号: 'TBOX-0001' })
    await next(page, '完成')
  })

  const filingId = await test.step('第五步：信息提交', async () => {
    await expectSaved(page)
    await expect(page.getByText('东直门外大街地铁工地')).toBeVisible()
    return submit(page)
  })

  await test.step('第六步：退回重填', async () => {
    await office.returnFiling(filingId, 'PHOTO_UNCLEAR', ['photos.BODY_FRONT'])
    await page.getByRole('button', { name: /刷新/ }).click()
    const card = page.getByRole('article', { name: /退回重填/ })
    await expect(card).toContainText('返回重填的原因: 图片不清晰')
    await expect(card).toContainText('您提交的机械信息有误')
    await card.getByRole('link', { name: /修改并提交/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: '备案修改' })).toBeVisible()
    const front = page.getByRole('region', { name: '机身正面照片', exact: true })
    await expect(front.getByText('原照片')).toBeVisible()
    await expect(page.getByText('机身右侧照片')).toHaveCount(0)
    // Large, so that it is submitted while the phone is still making it smaller.
    const buffer = await jpeg('重拍', { hue: 200, width: 4800, height: 3600 })
    const picture = { name: 'new.jpg', mimeType: 'image/jpeg', buffer }
    await front.getByLabel(/从相册选择：/).setInputFiles(picture)
    await page.getByRole('button', { name: '提交修改' }).click()
    await hold(page, '提交修改')
    await expect(page.getByText(/提交成功|已提交/).first()).toBeVisible()
  })

  const approved = await office.approveFiling(filingId, '3')
  await test.step('第六步、第七步：审核通过，领取', async () => {
    const { registrationNumber, pickupCode } = approved
    await page.goto('/m/filings')
    const card = page.getByRole('article', { name: /审核通过/ })
    await expect(card).toContainText(registrationNumber)
    await expect(card).toContainText(`请凭领取码${pickupCode}`)
    await card.getByRole('link', { name: '大字显示领取码' }).click()
    await expect(page.getByLabel(/领取码/).first()).toBeVisible()
    await office.handOver(pickupCode, person.name, person.idNumber)
    await page.goto('/m/filings')
    await expect(page.getByRole('article', { name: /已领取/ })).toContainText('领取日期')
    await page.goto('/m/machines')
    await page
      .getByRole('link', { name: new RegExp(registrationNumber) })
      .first()
      .click()
    await expect(page.getByRole('img', { name: /二维码/ })).toBeVisible()
  })

  await test.step('二、信息变更：使用地点，加装 DPF，机主', async () => {
    const { registrationNumber } = approved
    // 第一步：扫码, the card's own code.
    const [card] = await query<{ token: string }>(
      databaseUrlOf(dataDir),
      'SELECT "checkToken" AS token FROM machine WHERE "registrationNumber" = $1',
      [registrationNumber],
    )
    await page.goto(`/check/${card?.token}`)
    await page.getByRole('link', { name: '我是机主，办理信息变更' }).click()
    await page
      .getByRole('navigation', { name: '信息变更' })
      .getByRole('link', { name: '机械现所在地变更' })
      .click()
    await changePlace(page, ['北京市', '海淀区'])
    await openChange(page, registrationNumber)
    await askForDpf(page, 'DPF-200')
    await page.getByRole('link', { name: '查看信息变更' }).click()
    const history = page.getByRole('region', { name: '变更记录' })
    await expect(history.getByRole('listitem').filter({ hasText: 'DPF 型号' }).first()).toContainText(
      'DPF-200',
    )
    const buyer = await registerOwner(request, dataDir, newPerson('赵新主'))
    await openChange(page, registrationNumber)
    await changeOwner(page, dataDir, person, buyer)
    await page.goto('/m/changes')
    await expect(page.getByText('名下没有已登记的机械')).toBeVisible()
    expect((await buyer.get('/machines')).data).toMatchObject([{ registrationNumber }])
  })
})
