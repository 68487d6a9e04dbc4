import { chromium } from '@playwright/test'

const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const small = process.argv[2] === 'small'
const c = await b.newContext({
  baseURL: 'http://localhost:4177',
  viewport: small ? { width: 911, height: 512 } : { width: 1366, height: 768 },
  deviceScaleFactor: small ? 1.5 : 1,
})
const p = await c.newPage()
await p.goto('/login')
await p.getByLabel('用户名').fill('reviewer')
await p.getByLabel('密码', { exact: true }).fill('demo-Nrmm-2026')
await p.keyboard.press('Enter')
await p.waitForURL((u) => !u.pathname.startsWith('/login'))
const n = small ? 's' : 'l'
await p.goto('/queues/pending')
await p.waitForTimeout(1500)
await p.screenshot({ path: `/tmp/r-${n}-queue.png` })
await p.getByRole('button', { name: '领取下一件' }).click()
await p.waitForURL('**/filings/*')
await p.waitForTimeout(2500)
await p.screenshot({ path: `/tmp/r-${n}-again.png` })
if (await p.getByText('滑动对比').count()) {
  await p.getByText('滑动对比').click()
  await p.waitForTimeout(500)
  await p.screenshot({ path: `/tmp/r-${n}-slide.png` })
  await p.getByText('第 1 次提交', { exact: true }).click()
  await p.waitForTimeout(1200)
  await p.screenshot({ path: `/tmp/r-${n}-past.png` })
  await p.getByRole('button', { name: '回到本次提交' }).click()
}
await p.keyboard.press('x')
await p.getByRole('button', { name: /^退回重填/ }).click()
await p.waitForTimeout(600)
await p.screenshot({ path: `/tmp/r-${n}-panel0.png` })
const panel = p.getByRole('region', { name: '退回重填', exact: true })
await panel.getByRole('checkbox', { name: '图片不清晰' }).click()
await panel.getByRole('checkbox', { name: '铭牌照片与填写内容不一致' }).click()
await panel.getByLabel('图片不清晰：补充说明').fill('正面反光，看不清车身，请核对发动机型号')
await p.waitForTimeout(400)
await p.screenshot({ path: `/tmp/r-${n}-panel1.png` })
await panel.getByText('机主看到的').click()
await p.waitForTimeout(400)
await p.screenshot({ path: `/tmp/r-${n}-preview.png` })
await panel.getByRole('button', { name: '收起' }).click()
await p.getByRole('button', { name: '放回队列' }).click()
await p.waitForURL('**/queues/pending')
await b.close()
