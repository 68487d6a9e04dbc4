import { newPerson, registerOwner } from '../../fixtures/owner'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'
import { submittable } from './manual-machine'

/** A fresh submission on the desk: its checks come by themselves, each says what it found or that it was not made. */
test('checks of a submission: a serial misread is in doubt, what was not checked says so', async ({
  page,
  request,
  dataDir,
}) => {
  const machine = { categoryCode: 'BULLDOZER', manufacturer: '晨光机械厂', model: 'CG160' }
  const file = async (name: string, serial: string, engine: object) => {
    const owner = await registerOwner(request, dataDir, newPerson(name))
    const { id } = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
    const entry = { codes: {}, machine: { ...machine, serial }, engine }
    await owner.patch(`/filings/${id}`, await submittable(owner, entry))
    expect((await owner.post(`/filings/${id}/submit`)).status).toBe('SUBMITTED')
    return id
  }
  await file('周一', 'CG16-O0187', { fuelCode: 'DIESEL' })
  const id = await file('吴二', 'cg1600187', { fuelCode: 'DIESEL', emissionStage: 'D' })

  await signIn(page, 'reviewer')
  await page.goto(`/filings/${id}`)
  const checks = page.getByRole('region', { name: '自动核对' })
  await expect(checks).toContainText(/核对于 \d\d:\d\d/)
  await expect(checks).not.toContainText('尚未核对')
  await expect(checks).toContainText(
    '机械出厂编号与其他 1 件登记只差易混的字符（如 O 与 0、I 与 1），疑似重复登记',
  )
  await expect(checks).toContainText('机械出厂编号只差易混的字符（对方为 CG16O0187）')
  await expect(checks).toContainText('没有填写机械环保代码、公开编号、型式核准号，没有与公开目录比对')
  await expect(checks).toContainText(/\d+ 项需留意，\d+ 项无疑点，\d+ 项未核对/)
  await expect(checks).not.toContainText('未发现疑点')

  // The reason stands beside the field, too.
  const reason = '填报的排放阶段为电动，但燃料种类不是电动'
  await expect(page.getByText(reason)).toHaveCount(3)
  await checks.getByText(/项无疑点$/).click()
  await expect(checks.getByText('必需的照片齐全')).toBeVisible()

  // Asked for again: recorded, and there again by itself.
  const asked = page.waitForResponse((response) => response.url().endsWith(`/filings/${id}/inspection`))
  await checks.getByRole('button', { name: '重新核对' }).click()
  expect((await asked).status()).toBe(202)
  await expect(checks).toContainText(/核对于 \d\d:\d\d/)
  await expect(page.getByRole('region', { name: '办理经过' })).toContainText('重新核对')
})
