import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

test('texts to owners: a strange placeholder is refused at its field, the example shows what will be said, WeChat needs its lines', async ({
  page,
}) => {
  await signIn(page, 'admin.nation')
  await page.goto('/admin/rules')
  const card = page.getByRole('region', { name: '给机主的短信' })
  await expect(card.getByRole('status')).toContainText('近 7 天：已提交短信平台')
  const text = card.getByLabel('退回重填：短信文字')
  await expect(text).toHaveValue(/\{machine\}/)
  await text.fill('您的登记（{number}）被退回，请登录修改。')
  await card.getByRole('button', { name: /保\s?存/ }).click()
  await expect(card.getByRole('alert').first()).toBeVisible()
  await expect(card.getByText('只能用这些占位：{machine}').first()).toBeVisible()

  await text.fill('您的登记 {machine} 被退回，请登录修改。')
  await expect(card.getByText('例：您的登记 装载机（出厂编号 ZY-0001） 被退回，请登录修改。')).toBeVisible()
  await expect(card.getByLabel(/退回重填：微信模板的内容/)).toHaveCount(0)
  await card.getByLabel('退回重填：微信订阅消息模板 ID（可不填）').fill('T-returned')
  const lines = card.getByLabel(/退回重填：微信模板的内容/)
  await lines.fill('{machine}')
  await card.getByRole('button', { name: /保\s?存/ }).click()
  await expect(card.getByText('每行写“关键词=内容”').first()).toBeVisible()
  await lines.fill('thing1={machine}')
  await card.getByRole('checkbox', { name: '机主已变更' }).uncheck()
  await card.getByRole('spinbutton', { name: '退回后没有修改的，满' }).fill('9')
  await card.getByRole('button', { name: /保\s?存/ }).click()
  await expect(page.getByText('给机主的短信已保存')).toBeVisible()

  await page.reload()
  await expect(text).toHaveValue('您的登记 {machine} 被退回，请登录修改。')
  await expect(lines).toHaveValue('thing1={machine}')
  await expect(card.getByRole('checkbox', { name: '机主已变更' })).not.toBeChecked()
  await card.getByRole('button', { name: '恢复沿用' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取消本辖区设定' }).click()
  await expect(text).toHaveValue(/被退回重填/)
})
