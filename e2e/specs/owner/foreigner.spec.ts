import { newForeignerNumber } from '../../../prisma/factories/identity'
import { Office } from '../../fixtures/decisions'
import { newPerson, ownerOf } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'
import { codeOnPhone, faultAt } from '../../pages/owner-account'
import { submittable } from '../filing/manual-machine'

test.use(PHONE)

const ENTRY = {
  kind: 'MACHINE',
  districtCode: '110101',
  codes: {},
  machine: { categoryCode: 'LOADER', name: '装载机', serial: 'FZ-0001' },
  engine: { fuelCode: 'DIESEL', serial: 'FZ309920102' },
}

test('a foreigner registers with the permanent residence card, files, collects with it and is proved', async ({
  page,
  request,
  dataDir,
  baseURL,
}) => {
  const person = { ...newPerson('Maria Kowalska'), idNumber: newForeignerNumber() }
  await page.goto('/m/register?next=/m/me')
  await page.getByRole('tab', { name: '个人注册' }).click()
  await page.getByLabel('姓名', { exact: true }).fill(person.name)
  await page.getByLabel('身份证号', { exact: true }).fill(person.idNumber)
  await page.getByLabel('密码', { exact: true }).fill(person.password)
  await page.getByLabel('确认密码', { exact: true }).fill(person.password)
  for (const name of [/我已阅读并同意/, /我单独同意/]) await page.getByRole('checkbox', { name }).check()
  const code = await codeOnPhone(page, dataDir, person.phone, 'REGISTER')
  await page.getByLabel('验证码', { exact: true }).fill(code)
  await page.getByRole('button', { name: '注册', exact: true }).click()
  expect(await faultAt(page, '身份证号')).toContain('请在“证件类型”中选择外国人永久居留身份证')
  await page.getByLabel('证件类型').selectOption('外国人永久居留身份证')
  await page.getByRole('button', { name: '注册', exact: true }).click()
  await page.waitForURL('**/m/me')
  const facts = page.locator('dl')
  await expect(facts).toContainText('外国人永久居留身份证号码')
  await expect(facts).toContainText('未核验')
  await expect(facts).not.toContainText(person.idNumber)

  const owner = await ownerOf(request, person)
  const { id } = await owner.post('/filings', ENTRY, 201)
  await owner.patch(`/filings/${id}`, await submittable(owner, ENTRY))
  await owner.post(`/filings/${id}/submit`)
  const office = await Office.open(baseURL ?? '')
  const { registrationNumber, pickupCode } = await office.approveFiling(id, '3')
  await office.handOver(pickupCode, person.name, person.idNumber.slice(-4))
  await page.goto('/m/machines')
  await expect(page.getByRole('link', { name: new RegExp(registrationNumber) }).first()).toBeVisible()
  await page.goto('/m/me/proof')
  await expect(page.getByRole('status')).toContainText('窗口核对证件')
})
