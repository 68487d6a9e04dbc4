import { graveFaults } from '../../fixtures/grave-faults'
import { databaseUrlOf } from '../../fixtures/instance'
import { loadMachine } from '../../fixtures/load-register'
import { newPerson, type Person, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { query } from '../../fixtures/query'
import { StaffClient } from '../../fixtures/staff-client'
import { expect, test } from '../../fixtures/world'
import { hold } from '../../pages/hold'
import { signInByPassword } from '../../pages/owner-account'
import { PASSWORD, signIn } from '../../pages/sign-in'

test('an owner out of reach: the buyer files at the counter, the owner objects on the phone, another officer decides', async ({
  page,
  browser,
  request,
  dataDir,
  baseURL,
}) => {
  const owner: Person = newPerson('赵联系不上')
  const buyer: Person = newPerson('钱买主')
  const number = await loadMachine(dataDir, owner.name, owner.idNumber)
  const sold = await registerOwner(request, dataDir, owner)
  const bought = await registerOwner(request, dataDir, buyer)
  const office = await StaffClient.signIn(baseURL ?? '', 'supervisor', PASSWORD)
  for (const { phone, idNumber } of [owner, buyer]) {
    const { body } = await office.post<{ data: { id: string }[] }>('/accounts/lookup', { phone })
    const proved = await office.post(`/accounts/${body.data[0]?.id}/proof`, { idTail: idNumber.slice(-4) })
    expect(proved.status).toBe(200)
  }
  const [{ id: machineId }] = (await sold.get('/machines')).data

  await test.step('the counter files it with the contract, and sees what the owner was told', async () => {
    await signIn(page, 'counter')
    await page.goto(`/machines/${machineId}`)
    await page.getByRole('link', { name: '受理凭证明过户' }).click()
    await page.getByLabel('账号的手机号').fill(buyer.phone)
    await page.keyboard.press('Enter')
    const form = page.getByRole('form', { name: '受理凭证明过户' })
    await form.getByRole('radio', { name: '机主联系不上' }).check()
    await form.getByRole('checkbox', { name: '买卖合同' }).check()
    await form.getByLabel('添加照片或扫描件').setInputFiles({
      name: '合同.jpg',
      mimeType: 'image/jpeg',
      buffer: await jpeg('买卖合同'),
    })
    await expect(form.getByText('已上传')).toBeVisible()
    await form.getByRole('textbox', { name: '说明' }).fill('2019 年买下，原机主电话已停机')
    await form.getByLabel(/后四位/).fill(buyer.idNumber.slice(-4))
    await form.getByRole('checkbox', { name: /已与原件核对一致/ }).check()
    expect(await graveFaults(page)).toEqual([])
    await form.getByRole('button', { name: '受理…' }).click()
    const question = page.getByRole('dialog')
    await expect(question).toContainText('异议期 15 天')
    await question.getByRole('button', { name: /受\s?理/ }).click()
    await expect(page.getByText(/已发 App 内通知，还没有打开/)).toBeVisible()
    await expect(page.getByRole('img', { name: '材料 1' })).toBeVisible()
  })

  await test.step('the owner reads it on the phone and objects, by holding the button', async () => {
    const phone = await browser.newPage({ ...PHONE, baseURL })
    await phone.goto(`/m/sign-in?next=/m/machines/${machineId}`)
    await signInByPassword(phone, owner.phone, owner.password)
    const card = phone.getByRole('region', { name: '有人申请过户' })
    await expect(card).toContainText('钱*主')
    await expect(phone.getByRole('link', { name: '注销' })).toHaveCount(0)
    await card.getByLabel('您的异议').fill('我没有卖过这台机械')
    await card.getByRole('button', { name: '提出异议' }).click()
    await hold(phone, '提出异议')
    await expect(card.getByRole('status')).toContainText('我没有卖过这台机械')
    await phone.close()
  })
  expect((await bought.get('/notices')).data[0].kind).toBe('SUCCESSION_OBJECTED')

  await test.step('after the days another officer upholds it with the reason; the buyer has the machine', async () => {
    await query(
      databaseUrlOf(dataDir),
      `UPDATE succession SET "filedAt" = "filedAt" - interval '20 days', "ripeAt" = "ripeAt" - interval '20 days' WHERE "machineId" = $1`,
      [machineId],
    )
    const desk = await browser.newPage({ baseURL, viewport: { width: 1366, height: 768 } })
    await signIn(desk, 'supervisor')
    await desk.goto('/successions')
    await desk.getByText(/^有异议/).click()
    await desk.getByRole('link', { name: number }).click()
    await expect(desk.getByText('我没有卖过这台机械')).toBeVisible()
    await desk.getByRole('button', { name: '异议不成立，过户…' }).click()
    const dialog = desk.getByRole('dialog')
    await expect(dialog).toContainText('1 条异议不予采纳')
    await dialog.getByLabel('异议不成立的理由').fill('法院判决确认买卖有效')
    await dialog.getByRole('button', { name: /过\s?户/ }).click()
    await expect(desk.getByText('理由：法院判决确认买卖有效')).toBeVisible()
    await desk.close()
  })

  expect((await bought.get('/machines')).data[0].registrationNumber).toBe(number)
  expect((await sold.get('/notices')).data[0].text).toContain('法院判决确认买卖有效')
})
