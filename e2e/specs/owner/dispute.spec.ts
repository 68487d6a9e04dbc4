import { newUnitNumber } from '../../../prisma/factories/identity'
import { newPerson, type Person, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { expect, test } from '../../fixtures/world'
import { codeOnPhone, fillRegistration } from '../../pages/owner-account'
import { chooseDistrict } from '../../pages/owner-form'
import { signIn } from '../../pages/sign-in'
import { submittable } from '../filing/manual-machine'

test.use(PHONE)

const ENTRY = {
  kind: 'MACHINE',
  districtCode: '110101',
  codes: {},
  machine: { categoryCode: 'LOADER', name: '装载机', serial: 'ZY-0001' },
  engine: { fuelCode: 'DIESEL', serial: 'ZY309920102' },
}

test('two people claim one company: the second disputes, an officer decides with the licence, both are told', async ({
  page,
  browser,
  request,
  dataDir,
  baseURL,
}) => {
  const company = { type: 'UNIT' as const, name: '北京两家争号工程有限公司', idNumber: newUnitNumber() }
  const first: Person = { ...newPerson(''), ...company }
  const second: Person = { ...newPerson(''), ...company }
  const impostor = await registerOwner(request, dataDir, first)
  const { id } = await impostor.post('/filings', ENTRY, 201)
  await impostor.patch(`/filings/${id}`, await submittable(impostor, ENTRY))
  await impostor.post(`/filings/${id}/submit`)

  await test.step('the company registers, hears that its number is taken, and says that it is its own', async () => {
    await page.goto('/m/register')
    await fillRegistration(page, second)
    const code = await codeOnPhone(page, dataDir, second.phone, 'REGISTER')
    await page.getByLabel('验证码', { exact: true }).fill(code)
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await page.getByRole('checkbox', { name: /证件号码是我的/ }).check()
  })

  // A code may be had again after a minute: the same registration as a program sends it, with another phone.
  const other = { ...second, phone: newPerson('').phone }
  const claimant = await registerOwner(request, dataDir, other, { contested: true })
  expect((await claimant.get('/me')).numberState).toBe('CONTESTED')

  await test.step('it opens the dispute with evidence, and cannot submit meanwhile', async () => {
    await page.goto('/m/sign-in?next=/m/me/dispute')
    await page.getByLabel('手机号', { exact: true }).fill(other.phone)
    await page.getByLabel('密码', { exact: true }).fill(other.password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL('**/m/me/dispute')
    await page.getByLabel('情况说明').fill('营业执照原件在我单位，从未在系统注册')
    await page.getByRole('button', { name: '提交申诉' }).click()
    await expect(page.getByRole('alert').filter({ hasText: '请选择办理的区县' })).toBeVisible()
    await chooseDistrict(page, '办理的区县', ['北京市', '东城区'])
    await page.getByLabel('添加照片').setInputFiles({
      name: 'IMG_0003.jpg',
      mimeType: 'image/jpeg',
      buffer: await jpeg('营业执照'),
    })
    await expect(page.getByRole('img', { name: '证明材料 1' })).toBeVisible()
    await page.getByRole('button', { name: '提交申诉' }).click()
    await expect(page.getByText('等待核实')).toBeVisible()
    expect((await impostor.get('/notices')).data[0].kind).toBe('DISPUTE_OPENED')
    const draft = await claimant.post('/filings', ENTRY, 201)
    await claimant.patch(`/filings/${draft.id}`, await submittable(claimant, ENTRY))
    expect((await claimant.post(`/filings/${draft.id}/submit`, undefined, 403)).code).toBe('PROOF_REQUIRED')
  })

  await test.step('the officer sees both and what goes along, reads the licence, and decides', async () => {
    const desk = await browser.newPage({ baseURL, viewport: { width: 1366, height: 768 } })
    await signIn(desk, 'supervisor')
    await desk.goto('/disputes')
    const row = desk.getByRole('row').filter({ hasText: company.name })
    await expect(row).toContainText('登记 1 份')
    await expect(row).not.toContainText(company.idNumber.slice(-4))
    await row.getByRole('button', { name: /^决定/ }).click()
    const dialog = desk.getByRole('dialog')
    await expect(dialog).toContainText('1 份已提交的登记')
    await dialog.getByRole('radio', { name: '认定：号码属于申诉人' }).check()
    await dialog.getByLabel(/后四位/).fill(company.idNumber.slice(-4))
    await dialog.getByRole('checkbox', { name: /已核对申诉人的.*原件/ }).check()
    await dialog.getByLabel('理由').fill('营业执照原件和经办人身份证件核对一致')
    await dialog.getByRole('button', { name: '提交决定' }).click()
    await expect(desk.getByText(`号码现归“${company.name}”`)).toBeVisible()
    await desk.close()
  })

  expect(await claimant.get('/me')).toMatchObject({ numberState: 'OWN', proof: { level: 'PROVED' } })
  expect(await impostor.get('/me')).toMatchObject({ numberState: 'LOST', proof: { level: 'UNPROVED' } })
  expect((await claimant.get(`/filings/${id}`)).status).toBe('SUBMITTED')
  const told = (await impostor.get('/notices')).data.map(({ text }: { text: string }) => text)
  expect(told.join()).toContain('属于另一账号')
  await page.reload()
  await expect(page.getByText('已认定：号码归申诉人')).toBeVisible()
})
