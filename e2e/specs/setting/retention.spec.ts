import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

test('periods are shown with what is over; nothing is deleted before it is switched on, after a question', async ({
  page,
}) => {
  await signIn(page, 'admin.nation')
  await page.goto('/admin/retention')
  const row = page.getByRole('listitem').filter({ hasText: '填错证件号的记录' })
  await expect(row).toContainText('发生后 365 天')
  await expect(row).toContainText('没有开启')
  await expect(row).toContainText('还没有清理过')

  await row.getByRole('button', { name: '修改期限' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('spinbutton').fill('100')
  await dialog.getByRole('button', { name: /保\s?存/ }).click()
  await expect(dialog.getByText('不能少于 184 天').first()).toBeVisible()
  await dialog.getByRole('spinbutton').fill('400')
  await dialog.getByRole('button', { name: /保\s?存/ }).click()
  await expect(row).toContainText('发生后 400 天')

  await row.getByRole('button', { name: '开启清理' }).click()
  const question = page.getByRole('dialog')
  await expect(question).toContainText('不能恢复。现在已超期：没有')
  await question.getByRole('button', { name: '开启清理' }).click()
  await expect(row.getByText('已开启')).toBeVisible()
  await row.getByRole('button', { name: '停止清理' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /停\s?止/ })
    .click()
  await expect(row.getByText('没有开启')).toBeVisible()
})
