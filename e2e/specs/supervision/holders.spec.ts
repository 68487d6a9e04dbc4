import { graveFaults } from '../../fixtures/grave-faults'
import { loadMachine } from '../../fixtures/load-register'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

test('machines under another name wait until an officer has compared the papers', async ({
  page,
  request,
  dataDir,
}) => {
  const person = newPerson('欧阳建国')
  const number = await loadMachine(dataDir, '欧阳健国', person.idNumber)
  const owner = await registerOwner(request, dataDir, person)
  expect((await owner.get('/machines')).data).toEqual([])

  await signIn(page, 'supervisor')
  await page.goto('/holders')
  const row = page.getByRole('row').filter({ hasText: '欧阳健国' }).filter({ hasText: number })
  await expect(row).toContainText('欧阳建国')
  await expect(row).not.toContainText(person.idNumber)
  expect(await graveFaults(page)).toEqual([])
  await row.getByRole('button', { name: '查看完整号码：旧系统登记“欧阳健国”' }).click()
  await expect(row).toContainText(person.idNumber)
  await expect(row).toContainText('010-12345678')

  await row.getByRole('link', { name: number }).click()
  await expect(page.getByText('旧系统登记的所有者，尚无账号')).toBeVisible()
  await page.goBack()

  await row.getByRole('button', { name: '归入账号…“欧阳健国”的机械' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('原因').fill('核对身份证原件，旧系统姓名录入有误')
  await dialog.getByRole('button', { name: '归入 1 台' }).click()
  await expect(dialog.getByText('请先核对证件和名称')).toBeVisible()
  await expect(dialog.getByText('请填写证件原件上的后四位')).toBeVisible()
  await dialog.getByLabel(/证件号后四位/).fill(person.idNumber.slice(-4))
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: '归入 1 台' }).click()
  await expect(page.getByText('已把 1 台机械归入“欧阳建国”')).toBeVisible()
  await expect(row).toHaveCount(0)
  const { data } = await owner.get('/machines')
  expect(data).toMatchObject([{ registrationNumber: number }])
})
