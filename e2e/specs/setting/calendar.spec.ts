import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

/** Worded like the State Council's office, for a year that no demo filing reaches. */
const NOTICE = `国务院办公厅关于2028年部分节假日安排的通知
　　一、元旦：1月1日（周六）至3日（周一）放假调休，共3天。1月8日（周六）上班。
　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。`

test('a pasted notice is looked at, taken over, confirmed and saved', async ({ page }) => {
  await signIn(page, 'admin')
  await page.goto('/admin/rules')
  const card = page.getByRole('region', { name: '工作日历' })
  const reader = card.getByRole('region', { name: '从放假通知填写' })
  const paste = reader.getByLabel('粘贴国务院办公厅的放假安排通知，自动识别日期')
  const take = reader.getByRole('button', { name: '填入下面的日历' })

  // A contradictory notice cannot be applied.
  await paste.fill(NOTICE.replace('共3天', '共4天'))
  await expect(reader.getByRole('alert')).toContainText('写明 4 天，读到 3 天')
  await expect(take).toBeDisabled()

  await paste.fill(NOTICE)
  const row = reader.getByRole('row').filter({ hasText: '元旦' })
  await expect(row).toContainText('2028-01-01 至 2028-01-03')
  await expect(row).toContainText('2028-01-08')
  await expect(reader.getByText(/其余 \d 句没有日期，未采用/)).toBeVisible()
  await take.click()
  await expect(card.getByLabel('调休上班的周末（每行一个）')).toHaveValue(/2028-01-08/)
  await expect(card).toContainText('系统默认')

  await card.getByRole('button', { name: /^保\s?存$/ }).click()
  const asking = page.getByRole('dialog', { name: '保存工作日历？' })
  await expect(asking).toContainText('新增放假 3 天')
  await expect(asking).toContainText('新增调休上班 1 天')
  await expect(asking).toContainText('期限都不变')
  await asking.getByRole('button', { name: /^保\s?存$/ }).click()
  await expect(page.getByText('工作日历已保存')).toBeVisible()
  await expect(card).toContainText('本辖区设定')
  await page.reload()
  await expect(card.getByLabel('放假的日期（每行一个，周末不用填）')).toHaveValue(/2028-01-03/)

  await card.getByRole('button', { name: '恢复沿用' }).click()
  await page.getByRole('button', { name: '取消本辖区设定' }).click()
  await expect(card).toContainText('系统默认')
})
