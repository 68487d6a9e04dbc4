import { drawPlate } from '../../../testing/plates/draw-plate'
import { Office } from '../../fixtures/decisions'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'
import { openAndClaim } from '../../pages/desk'
import { signInByPassword } from '../../pages/owner-account'
import { expectSaved } from '../../pages/owner-form'
import { signIn } from '../../pages/sign-in'
import { submittable } from './manual-machine'

// On a server of its own: reading takes a processor for seconds, with every photo of a plate that the other files send.
test.use({ settings: { PLATE_READER: 'on' } })

/** With labels in Chinese; both codes are read exactly. */
const SEED = 77

/** An owner's photo is read before all others. */
async function untilRead(owner: Owner, photoId: string): Promise<void> {
  const state = async () => (await owner.post(`/photos/${photoId}/reading`, { slot: 'MACHINE_PLATE' })).state
  await expect.poll(state, { timeout: 90_000 }).toBe('READ')
}

test('the desk shows beside each value what was read on the photo, and where it stands', async ({
  page,
  request,
  dataDir,
}) => {
  const { jpeg, codes } = await drawPlate(SEED)
  const [pin = '', code = ''] = codes
  const wrong = `${pin.slice(0, 3)}${pin[3] === '7' ? '4' : '7'}${pin.slice(4)}`
  const owner = await registerOwner(request, dataDir, newPerson('铭牌清'))
  const filing = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  const { entry } = await owner.post('/catalogue/checks', { group: 1, machineEnvCode: '*88811111QH3111446*' })
  const typed = { ...entry, codes: { machineEnvCode: code }, machine: { ...entry.machine, pin: wrong } }
  await owner.patch(`/filings/${filing.id}`, await submittable(owner, typed))
  const photoId = await owner.upload(jpeg)
  await owner.patch(`/filings/${filing.id}`, { photos: [{ slot: 'MACHINE_PLATE', photoId }] })
  await untilRead(owner, photoId)
  await owner.post(`/filings/${filing.id}/submit`)

  await signIn(page, 'reviewer')
  await openAndClaim(page, filing.id, code)
  const mark = (path: string) => page.locator(`[data-comparison="${path}"]:visible`)
  await expect(mark('codes.machineEnvCode')).toContainText('照片一致')
  await expect(mark('machine.pin')).toContainText(`照片上是 ${pin}`)
  await expect(mark('machine.pin').locator('mark')).toHaveText(pin[3] ?? '')
  await expect(page.getByRole('region', { name: '自动核对' })).toContainText('产品识别码 (PIN)与照片不同')

  // The value's place on the photo, and back.
  await page.getByRole('button', { name: '看照片上的产品识别码 (PIN)' }).click()
  const place = page.locator('rect[data-path="machine.pin"]:visible')
  await expect(place).toHaveAttribute('data-lit', 'true')
  await page.mouse.move(0, 0)
  await expect(place).not.toHaveAttribute('data-lit', 'true')
  const row = page.locator('[data-fact]', { has: mark('machine.pin') })
  const plain = await row.evaluate((element) => getComputedStyle(element).boxShadow)
  const text = page.locator('svg text:visible', { hasText: pin })
  await text.hover()
  await expect.poll(() => row.evaluate((element) => getComputedStyle(element).boxShadow)).not.toBe(plain)

  // The text over the photo is selected, and copied as it was read.
  await text.dblclick()
  expect(await page.evaluate(() => getSelection()?.toString())).toContain(pin)
})

test.describe('on a phone', () => {
  test.use(PHONE)

  test('what was read is offered to confirm, and filled in only then', async ({
    page,
    request,
    baseURL,
    dataDir,
  }) => {
    const { jpeg, codes } = await drawPlate(SEED)
    const owner = await registerOwner(request, dataDir, newPerson('何读牌'))
    const { id } = await owner.post('/filings', { hasNameplate: true }, 201)
    await page.goto(`${baseURL}/m/sign-in`)
    await signInByPassword(page, owner.phone, owner.password)
    await expect(page).toHaveURL(`${baseURL}/m`)
    await page.goto(`${baseURL}/m/filings/${id}/edit?step=photos`)
    const file = { name: 'plate.jpg', mimeType: 'image/jpeg', buffer: jpeg }
    await page.getByLabel('从相册选择：机械铭牌照片', { exact: true }).setInputFiles(file)
    const fill = page.getByRole('button', { name: `填入产品识别码 (PIN)：${codes[0]}` })
    await expect(fill).toBeVisible({ timeout: 90_000 })
    expect((await owner.get(`/filings/${id}`)).machine.pin).toBeNull()
    await fill.click()
    await expect(fill).toBeHidden()
    await expectSaved(page)
    expect((await owner.get(`/filings/${id}`)).machine).toMatchObject({ pin: codes[0], model: null })
    await page.getByRole('button', { name: '不用' }).click()
    await expect(page.getByText('照片上读到，请核对后填入')).toBeHidden()
  })

  test('of a returned filing, what was read is offered for the fields to be corrected, and for no others', async ({
    page,
    request,
    baseURL,
    dataDir,
  }) => {
    const { jpeg, codes } = await drawPlate(SEED)
    const [pin = '', code = ''] = codes
    const owner = await registerOwner(request, dataDir, newPerson('何改牌'))
    const { id } = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
    const { entry } = await owner.post('/catalogue/checks', {
      group: 1,
      machineEnvCode: '*88811111QH3111446*',
    })
    const typed = { ...entry, machine: { ...entry.machine, pin: `${pin.slice(0, -1)}0` } }
    await owner.patch(`/filings/${id}`, await submittable(owner, typed))
    const photoId = await owner.upload(jpeg)
    await owner.patch(`/filings/${id}`, { photos: [{ slot: 'MACHINE_PLATE', photoId }] })
    await untilRead(owner, photoId)
    await owner.post(`/filings/${id}/submit`)
    const office = await Office.open(baseURL ?? '')
    await office.returnFiling(id, 'PLATE_MISMATCH', ['machine.pin', 'photos.MACHINE_PLATE'])

    await page.goto(`${baseURL}/m/sign-in`)
    await signInByPassword(page, owner.phone, owner.password)
    await expect(page).toHaveURL(`${baseURL}/m`)
    await page.goto(`${baseURL}/m/filings/${id}/correct`)
    const fill = page.getByRole('button', { name: `产品识别码 (PIN)改为${pin}` })
    await expect(fill).toBeVisible()
    // Read as well, but not to be corrected.
    await expect(page.getByRole('status').filter({ hasText: '照片上读到' })).not.toContainText(code)
    expect((await owner.get(`/filings/${id}`)).machine.pin).toBe(typed.machine.pin)
    await fill.click()
    await expect(fill).toBeHidden()
    await expect(page.getByRole('textbox', { name: '修改' }).first()).toHaveValue(pin)
    await expect.poll(async () => (await owner.get(`/filings/${id}`)).machine.pin).toBe(pin)
  })
})
