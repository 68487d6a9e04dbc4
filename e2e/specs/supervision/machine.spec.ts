import type { Page } from '@playwright/test'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

/** The oldest machine of 唐山 or another city: no other test uses it, and it was filed with photos. */
async function someMachine(page: Page, cityCode = '130200'): Promise<string> {
  const query = new URLSearchParams({ sort: 'registeredAt', limit: '1', cityCode })
  const { data } = await (await page.request.get(`/api/console/machines?${query}`)).json()
  return data[0].id
}

/** Numbers in full are seen for a purpose, which is recorded. */
async function revealFor(page: Page, purpose: string): Promise<void> {
  await page.getByRole('button', { name: '查看完整号码' }).click()
  await page.getByRole('menuitem', { name: purpose }).click()
  await expect(page.getByText('本次查看已记录')).toBeVisible()
}

test('a supervisor corrects the stage, revokes and reinstates a machine', async ({ page }) => {
  await signIn(page, 'supervisor.tangshan')
  const machineId = await someMachine(page)
  const { registrationNumber: before, emissionStage } = await (
    await page.request.get(`/api/console/machines/${machineId}`)
  ).json()
  const stage = emissionStage === '2' ? { code: '1', name: '国一' } : { code: '2', name: '国二' }
  const after = `${stage.code}${before.slice(1)}`

  await page.goto(`/machines/${machineId}`)
  await expect(page.getByRole('heading', { level: 1, name: before })).toBeVisible()
  await revealFor(page, '核对身份、证件')

  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: '更正排放阶段' }).click()
  await dialog.getByText(stage.name, { exact: true }).click()
  await expect(dialog.getByText(after)).toBeVisible()
  await dialog.getByLabel('原因').fill('铭牌与登记不符')
  await dialog.getByRole('button', { name: /^更\s?正$/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: after })).toBeVisible()
  await expect(page.getByRole('region', { name: '登记情况' })).toContainText(before)

  const revoke = page.getByRole('toolbar', { name: '登记操作' }).getByRole('button', { name: '撤销登记' })
  await revoke.click()
  await dialog.getByRole('button', { name: '撤销登记' }).click()
  await expect(dialog.getByText('请填写原因').first()).toBeVisible()
  // Escape closes the dialog and returns the focus.
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(revoke).toBeFocused()
  await page.keyboard.press('Enter')
  await dialog.getByLabel('原因').fill('重复登记')
  // What was typed is given up by a second word only.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '继续填写' }).click()
  await expect(page.getByText('放弃已填写的内容？')).toBeHidden()
  await dialog.getByRole('button', { name: /取\s?消/ }).click()
  await page.getByRole('button', { name: /放\s?弃/ }).click()
  await expect(dialog).toHaveCount(0)
  await revoke.click()
  await expect(dialog.getByLabel('原因')).toHaveValue('')
  await dialog.getByLabel('原因').fill('重复登记')
  await dialog.getByRole('button', { name: '撤销登记' }).click()
  await expect(page.getByText('已撤销', { exact: true })).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: '登记已撤销' })).toContainText('撤销原因：重复登记')

  await page.getByRole('button', { name: '恢复登记' }).click()
  await dialog.getByLabel('原因').fill('复核无误')
  await dialog.getByRole('button', { name: '恢复登记' }).click()
  const history = page.getByRole('region', { name: '历史记录' })
  await expect(history).toContainText('恢复登记，原因：复核无误')
  await expect(history).toContainText('撤销登记，原因：重复登记')

  await page.goto(`/audit?subjectId=${machineId}&action=machine.correct-stage`)
  const told = page.getByRole('row', { name: /更正排放阶段/ }).first()
  await expect(told).toContainText(
    `原登记号码：${before}；新登记号码：${after}；更正后的排放阶段：${stage.name}`,
  )
  await expect(told).not.toContainText('区县')
  await expect(told.getByRole('link', { name: /^机械 / })).toHaveAttribute('href', `/machines/${machineId}`)
})

test('whoever looked at whole numbers stands in the record', async ({ page }) => {
  await signIn(page, 'supervisor')
  const machineId = await someMachine(page, '110100')
  await page.goto(`/machines/${machineId}`)
  await revealFor(page, '处理投诉举报')
  await page.goto(`/audit?subjectId=${machineId}`)
  const rows = page.getByRole('row', { name: /周明远/ })
  await expect(rows.filter({ hasText: '处理投诉举报' })).toBeVisible()
})

test('the photos of a machine open for whoever looks after the whole country', async ({ page }) => {
  await signIn(page, 'supervisor.nation')
  const machineId = await someMachine(page)
  const missing: string[] = []
  page.on('response', (answer) => answer.status() >= 400 && missing.push(answer.url()))
  await page.goto(`/machines/${machineId}`, { waitUntil: 'networkidle' })
  await expect(page.getByRole('option').first()).toBeVisible()
  expect(missing).toEqual([])
})
