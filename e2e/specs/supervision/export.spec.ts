import { readFile } from 'node:fs/promises'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

test('what a search finds is exported, watched and fetched', async ({ page }) => {
  await signIn(page, 'supervisor.tangshan')
  await page.goto('/machines?categoryCode=EXCAVATOR&sort=number')
  await expect(page.getByText(/^共 \d+ 台$/)).toBeVisible()
  const found = await page.locator('a[data-row]').allTextContents()

  await page.getByRole('button', { name: '导出' }).click()
  const dialog = page.getByRole('dialog', { name: '导出查询结果' })
  await expect(dialog).toContainText(`将导出当前查询到的 ${found.length} 台机械`)
  await dialog.getByRole('radio', { name: /\.csv/ }).check()
  await dialog.getByRole('checkbox', { name: '包含所有者电话和证件号码' }).check()
  await expect(dialog.getByText('文件将含有完整的个人信息')).toBeVisible()
  await dialog.getByRole('button', { name: '开始导出' }).click()
  await expect(dialog.getByText('请选择目的').first()).toBeVisible()
  await dialog.getByRole('combobox', { name: '用于' }).press('ArrowDown')
  await page.locator('.ant-select-item-option').filter({ hasText: '执法检查、监督' }).click()
  await dialog.getByRole('button', { name: '开始导出' }).click()
  await page.locator('.ant-message').getByRole('link', { name: '我的导出' }).click()

  const row = page.getByRole('row', { name: /机械登记_.*\.csv/ }).first()
  await expect(row).toContainText('挖掘机')
  await expect(row.getByText('已完成')).toBeVisible({ timeout: 60_000 })
  const waiting = page.waitForEvent('download')
  await row.getByRole('link', { name: /^下载/ }).click()
  const download = await waiting
  expect(download.suggestedFilename()).toMatch(/^机械登记_\d{8}_\d{4}\.csv$/)
  const text = await readFile(await download.path(), 'utf8')
  const [head, ...lines] = text.trimEnd().split('\r\n')
  expect(head).toMatch(/^\ufeff登记号码,.*所有者电话,所有者证件号码$/)
  expect(lines.map((line) => line.split(',')[0])).toEqual(found)
})

test('a reviewer exports without phones and ID numbers', async ({ page }) => {
  await signIn(page, 'reviewer')
  await page.goto('/machines')
  await page.getByRole('button', { name: '导出' }).click()
  const dialog = page.getByRole('dialog', { name: '导出查询结果' })
  await expect(dialog.getByRole('checkbox', { name: '登记号码' })).toBeChecked()
  await expect(dialog.getByText('证件号码')).toHaveCount(0)
})
