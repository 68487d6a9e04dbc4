import { newUnitNumber } from '../../../prisma/factories/identity'
import { graveFaults } from '../../fixtures/grave-faults'
import { loadMachine } from '../../fixtures/load-register'
import { newPerson, type Person, registerOwner } from '../../fixtures/owner'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

test('a unit renamed: the licence at the counter, the machines under the old name come along, the old name finds it', async ({
  page,
  request,
  dataDir,
}) => {
  const code = newUnitNumber()
  const former = `北京旧名${code.slice(-6)}机械租赁有限公司`
  const renamed = `北京新名${code.slice(-6)}工程机械有限公司`
  const unit: Person = { ...newPerson(former), type: 'UNIT', idNumber: code }
  const number = await loadMachine(dataDir, former, code)
  const client = await registerOwner(request, dataDir, unit)
  expect((await client.get('/machines')).data).toEqual([])

  await test.step('the officer compares the new licence and writes its name', async () => {
    await signIn(page, 'supervisor')
    await page.goto('/identity')
    await page.getByLabel('账号的手机号').fill(unit.phone)
    await page.keyboard.press('Enter')
    const found = page.getByRole('region', { name: '查到的账号' })
    await expect(found).toContainText(former)
    await found.getByRole('tab', { name: '单位更名' }).click()
    expect(await graveFaults(page)).toEqual([])
    const form = found.getByRole('form', { name: '单位更名' })
    await form.getByLabel(/营业执照（登记证书）上的名称/).fill(renamed)
    await form.getByLabel(/后四位/).fill(code.slice(-4))
    await form.getByRole('checkbox').check()
    await form.getByRole('button', { name: /更\s?名/ }).click()
    const question = page.getByRole('dialog')
    await expect(question).toContainText(renamed)
    await question.getByRole('button', { name: /更\s?名/ }).click()
    await expect(page.getByText(/已更名为/)).toContainText('1 台机械已归入该账号')
    await expect(found.getByRole('heading')).toContainText(renamed)
  })

  await test.step('the old name finds it; the machine says what it was called', async () => {
    await page.goto('/machines')
    await page.getByRole('searchbox', { name: '查找机械' }).fill(former)
    await page.getByRole('button', { name: `查“${renamed}”的机械` }).click()
    await page.getByRole('link', { name: number }).first().click()
    await expect(page.getByText(`曾用名：${former}`)).toBeVisible()
  })

  const [machine] = (await client.get('/machines')).data
  expect(machine.registrationNumber).toBe(number)
  expect((await client.get('/me')).name).toBe(renamed)
  const [told] = (await client.get('/notices')).data
  expect([told.kind, told.text]).toEqual(['RENAMED', expect.stringContaining(former)])
})
