import { newPersonNumber } from '../../../prisma/factories/identity'
import { Office } from '../../fixtures/decisions'
import { graveFaults } from '../../fixtures/grave-faults'
import { jpeg } from '../../fixtures/pictures'
import { expect, test } from '../../fixtures/world'
import { addPhotos, choose, chooseDistrict, expectSaved, next } from '../../pages/owner-form'
import { signIn } from '../../pages/sign-in'

const BODY = ['机身正面照片', '机身正面偏右 45° 照片', '机身右侧照片', '机身后面照片']

test('an owner without a phone: document, five steps, signed statement, slip; a colleague reviews it', async ({
  page,
  context,
}) => {
  test.slow()
  const name = `周大爷${newPersonNumber().slice(-4).replace('X', '0')}`
  await signIn(page, 'counter')
  await page.goto('/counter/assisted')
  await page.getByRole('button', { name: '代办登记' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名', { exact: true }).fill(name)
  await dialog.getByLabel('身份证号').fill('110105194912310021')
  await dialog.getByRole('button', { name: '证件已核对，开始填写' }).click()
  await expect(dialog.getByText('身份证号的校验码不正确，请核对')).toBeVisible()
  const idNumber = newPersonNumber()
  await dialog.getByLabel('身份证号').fill(idNumber)
  await dialog.getByRole('checkbox').check()
  await dialog.getByLabel('联系人姓名').fill('周小明')
  await dialog.getByLabel('与机主关系').fill('儿子')
  await dialog.getByLabel('手机号', { exact: true }).fill('13800138000')
  await dialog.getByRole('button', { name: '证件已核对，开始填写' }).click()

  await expect(page.getByRole('heading', { level: 1, name: `窗口代办 · ${name}` })).toBeVisible()
  await expect(page.getByText('138****8000')).toBeVisible()
  expect(await page.locator('body').textContent()).not.toContain(idNumber.slice(6, 14))
  await chooseDistrict(page, '登记区县', ['北京市', '东城区'])
  await choose(page, { 使用地点: '施工工地', 登记类型: '机械' })
  await next(page, '图片上传')
  await page.getByRole('radio', { name: '有发动机、机械铭牌' }).check()
  const pictures = await Promise.all(
    [...BODY, '机械铭牌照片'].map(async (slot) => [slot, await jpeg(slot)] as const),
  )
  await addPhotos(page, Object.fromEntries(pictures))
  await expectSaved(page)

  // The computer of a counter keeps nothing: another officer goes on with what the server has.
  const stored = await page.evaluate(async () => {
    const databases = await indexedDB.databases()
    return [databases.map((each) => each.name), JSON.stringify({ ...localStorage })]
  })
  expect(JSON.stringify(stored)).not.toContain(name)
  await page.goto('/counter/assisted?group=drafts')
  const row = page.getByRole('row').filter({ hasText: name })
  await row.getByRole('link', { name: `继续填写：${name}` }).click()
  await expect(page.getByRole('button', { name: '登记区县' })).toContainText('东城区')
  await page.goto(`${new URL(page.url()).pathname}?step=machine`)
  await choose(page, { 燃料种类: '柴油', 机械类别: '推土机' })
  await next(page, '其它信息')
  await next(page, '完成')

  const statement = page.getByRole('region', { name: '签字确认书' })
  await expect(statement.getByText('确认书还没有打印')).toBeVisible()
  expect(await graveFaults(page)).toEqual([])
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page.getByText('请先打印确认书，由机主签字后上传照片')).toBeVisible()
  const paper = context.waitForEvent('page')
  const printing = context.waitForEvent('response', (response) => response.url().endsWith('/statement.pdf'))
  await statement.getByRole('button', { name: '打印确认书' }).click()
  expect((await printing).status()).toBe(200)
  await (await paper).close()
  const uploading = page.waitForResponse((response) => response.url().endsWith('/statement'))
  const signed = { name: '签字.jpg', mimeType: 'image/jpeg', buffer: await jpeg('签字确认书') }
  await statement.getByLabel('上传签字后的确认书照片').setInputFiles(signed)
  expect((await uploading).status()).toBe(200)
  await expect(statement.getByText('已上传签字页照片（未核对）')).toBeVisible()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await expect(page.getByText('提交成功，进入审核环节')).toBeVisible()
  await expect(page.getByRole('link', { name: '打印凭条' })).toBeVisible()
  const id = new URL(page.url()).pathname.split('/').at(-1)

  await signIn(page, 'reviewer')
  await page.goto(`/queues/pending?q=${encodeURIComponent(name)}`)
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('窗口代办')
  await page.goto(`/filings/${id}`)
  const panel = page.getByRole('region', { name: '窗口代办' })
  await expect(panel.getByRole('link', { name: '查看签字确认书' })).toBeVisible()

  const office = await Office.open(new URL(page.url()).origin)
  const { registrationNumber, machineId } = await office.approveFiling(id ?? '', '3')
  await page.goto(`/machines?q=${registrationNumber}`)
  await expect(page.getByRole('row').filter({ hasText: registrationNumber })).toContainText('窗口代办')
  await page.goto(`/machines/${machineId}`)
  await expect(page.getByText('窗口代办', { exact: true })).toBeVisible()
})

test('a list of options that could not be read says so, and can be read again', async ({ page }) => {
  await signIn(page, 'security')
  let broken = true
  await page.route('**/api/console/bureaus*', (route) => (broken ? route.abort() : route.fallback()))
  await page.goto('/me')
  await page.getByRole('link', { name: '人员' }).first().click()
  const filter = page.getByRole('combobox', { name: '机构' })
  await expect(page.getByText('机构没有读到')).toBeVisible({ timeout: 30_000 })
  await filter.click()
  broken = false
  await page.getByRole('button', { name: '重试' }).click()
  await expect(page.getByText('机构没有读到')).toHaveCount(0)
})
