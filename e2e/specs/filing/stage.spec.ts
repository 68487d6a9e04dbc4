import { newPerson, registerOwner } from '../../fixtures/owner'
import { expect, test } from '../../fixtures/world'
import { expectEffect, expectNextOpened, openAndClaim } from '../../pages/desk'
import { signIn } from '../../pages/sign-in'
import { submittable } from './manual-machine'

/** Without a suggestion no stage is preselected, and the dialog requires one. */
test('an engine of 2023 without power: the reviewer chooses the stage', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('钱若水'))
  const code = '88811111QH3119923'
  const draft = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  const filled = await submittable(owner, {
    codes: { machineEnvCode: code },
    machine: { categoryCode: 'LOADER', model: 'LW500', serial: 'LW500A23991' },
    engine: { fuelCode: 'DIESEL', manufacturedOn: '2023-04-01', serial: 'E2399123', emissionStage: '4' },
  })
  await owner.patch(`/filings/${draft.id}`, filled)
  expect((await owner.post(`/filings/${draft.id}/submit`)).status).toBe('SUBMITTED')

  await signIn(page, 'reviewer')
  await openAndClaim(page, draft.id, code)
  // The owner's claim of the stage is marked as unverified.
  await expect(page.getByRole('region', { name: '发动机信息' })).toContainText('机主填报的排放阶段')
  await page.getByRole('button', { name: '审核通过' }).click()
  const approving = page.getByRole('dialog', { name: '审核通过并发放登记号码' })
  await expect(approving).toContainText('没有建议')
  await expect(approving).toContainText('发动机额定净功率未填写（未知）')
  await expect(approving).toContainText('机主填报：国四（未经核实）')
  await expect(approving.getByRole('radio', { checked: true })).toHaveCount(0)

  await approving.getByRole('button', { name: '确认通过' }).click()
  await expect(approving).toContainText('请核定排放阶段')
  expect((await owner.get(`/filings/${draft.id}`)).status).toBe('IN_REVIEW')

  await approving.getByText('无排放阶段（或无法确定）', { exact: true }).click()
  await approving.getByRole('button', { name: '确认通过' }).click()
  await expectNextOpened(page, draft.id)
  await expectEffect(page, draft.id, 'APPROVE')
  expect((await owner.get(`/filings/${draft.id}`)).registrationNumber).toMatch(/^X-[0-9A-Z]{8}$/)
})

test('an administrator edits the dates of the stages, told by row what cannot be', async ({ page }) => {
  await signIn(page, 'admin')
  await page.goto('/admin/rules')
  const card = page.getByRole('region', { name: '排放阶段实施日期' })
  await expect(card.getByRole('group')).toHaveCount(4)
  await expect(card.getByRole('group', { name: '第 4 行' }).getByLabel('功率 ≤ kW')).toHaveValue('560')

  await card.getByRole('button', { name: '添加一行' }).click()
  const added = card.getByRole('group', { name: '第 5 行' })
  await card.getByRole('button', { name: /保\s?存/ }).click()
  await expect(added).toContainText('请选择排放阶段')
  await added.getByRole('combobox', { name: '排放阶段' }).click()
  await page.getByRole('option', { name: '国四' }).or(page.getByTitle('国四')).last().click()
  await added.getByLabel('功率 > kW').fill('560')
  await added.getByLabel('发动机自').fill('2015-01-01')
  await added.getByLabel('法规依据').fill('试填的依据')
  await card.getByRole('button', { name: /保\s?存/ }).click()
  await expect(card.getByRole('alert').first()).toContainText('第 5 行：应晚于第 3 行（国三）的日期')

  await added.getByLabel('发动机自').fill('2030-01-01')
  await card.getByRole('button', { name: /保\s?存/ }).click()
  await expect(page.getByText('排放阶段实施日期已保存')).toBeVisible()
  await expect(card).toContainText('本辖区设定')
  await card.getByRole('button', { name: '恢复沿用' }).click()
  await page.getByRole('button', { name: '取消本辖区设定' }).click()
  await expect(card).toContainText('系统默认')
  await expect(card.getByRole('group')).toHaveCount(4)
})
