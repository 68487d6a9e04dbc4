import { axeFaults } from '../../fixtures/grave-faults'
import { databaseUrlOf } from '../../fixtures/instance'
import { loadMachines, unloadMachines } from '../../fixtures/loaded-machines'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { signInByPassword } from '../../pages/owner-account'
import { sheetGone } from '../../pages/sheet-gone'
import { signIn } from '../../pages/sign-in'

test.use(PHONE)

const RUN = '732'

test.afterAll(async ({ dataDir }) => {
  const url = databaseUrlOf(dataDir)
  const loaded = `SELECT id FROM machine WHERE "numberBody" LIKE '9' || $1 || '____'`
  await query(url, `DELETE FROM machine_user WHERE "machineId" IN (${loaded})`, [RUN])
  await unloadMachines(url, RUN)
})

test('an owner declares who uses a machine and ends it; an officer sees it masked, as declared, and a look is recorded', async ({
  page,
  browser,
  request,
  dataDir,
  baseURL,
}) => {
  const url = databaseUrlOf(dataDir)
  const owner = await registerOwner(request, dataDir, newPerson('钱出租'))
  const { id: ownerId } = await owner.get('/me')
  const [machineId] = await loadMachines(url, RUN, [0])
  await query(url, 'UPDATE machine SET "ownerId" = $1 WHERE id = $2', [ownerId, machineId])
  const users = page.getByRole('region', { name: '使用人' })

  await test.step('declares a lessee, and is told of a period that overlaps', async () => {
    await page.goto(`/m/sign-in?next=/m/machines/${machineId}`)
    await signInByPassword(page, owner.phone, owner.password)
    await expect(users).toContainText('由机主申报，未经核实')
    await users.getByRole('button', { name: '申报使用人' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('姓名或单位名称').fill('李承租')
    await sheet.getByLabel('手机号（选填）').fill('13911112222')
    await sheet.getByLabel('开始日期').fill('2026-01-01')
    expect(await axeFaults(page)).toEqual([])
    await sheet.getByRole('button', { name: '保存' }).click()
    await sheetGone(page)
    await expect(users.getByRole('article', { name: '使用人 李承租' })).toContainText('139****2222')
    await users.getByRole('button', { name: '申报使用人' }).click()
    await sheet.getByLabel('姓名或单位名称').fill('王后来')
    await sheet.getByRole('button', { name: '保存' }).click()
    await expect(sheet.getByRole('alert')).toContainText('使用期重叠')
    await sheet.getByRole('button', { name: '关闭' }).click()
    await sheetGone(page)
  })

  await test.step('an officer sees it masked; the look in full has a purpose', async () => {
    const office = await browser.newPage({ baseURL, viewport: { width: 1366, height: 768 } })
    await signIn(office, 'supervisor.nation')
    await office.goto(`/machines/${machineId}`)
    const panel = office.getByRole('region', { name: '使用人' })
    await expect(panel).toContainText('由机主申报，未经核实')
    await expect(panel).toContainText('李*租')
    await panel.getByRole('button', { name: '查看完整号码' }).click()
    await office.getByRole('menuitem', { name: '执法检查、监督' }).click()
    await expect(panel).toContainText('13911112222')
    await office.goto(`/audit?subjectId=${machineId}`)
    await expect(office.getByRole('row', { name: /查看使用人完整姓名和电话/ })).toContainText(
      '执法检查、监督',
    )
    await office.close()
  })

  await test.step('ends today', async () => {
    await users.getByRole('button', { name: '今天结束使用' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '结束使用' }).click()
    await sheetGone(page)
    await expect(users.getByRole('button', { name: '今天结束使用' })).toHaveCount(0)
  })
})
