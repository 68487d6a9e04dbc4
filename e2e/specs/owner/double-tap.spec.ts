import type { Locator, Page } from '@playwright/test'
import { Office } from '../../fixtures/decisions'
import { databaseUrlOf } from '../../fixtures/instance'
import { codeSentTo } from '../../fixtures/outbox'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { doubleTap, expectAsked, holdClock, PAUSES_MS } from '../../pages/double-tap'
import { hold } from '../../pages/hold'
import { fill } from '../../pages/owner-form'
import { sheetGone } from '../../pages/sheet-gone'
import { submittable } from '../filing/manual-machine'
import { collected, ENTRY, signedIn, submitted } from './owner-rows'

test.use(PHONE)

/** How many acts of the account the audit trail holds: every change of state writes there. */
async function actsOf(dataDir: string, accountId: string): Promise<number> {
  const sql = 'SELECT count(*)::int AS acts FROM audit_event WHERE "actorId" = $1::uuid'
  const [row] = await query<{ acts: number }>(databaseUrlOf(dataDir), sql, [accountId])
  return row?.acts ?? 0
}

/** Double-taps an act at each pause: it is asked about, nothing is sent, nothing in the database changes. */
async function expectUnharmed(act: Locator, title: string, { dataDir, id }: { dataDir: string; id: string }) {
  const page = act.page()
  for (const pause of PAUSES_MS) {
    const before = await actsOf(dataDir, id)
    const sent: string[] = []
    page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()))
    const at = await doubleTap(act, pause)
    await expectAsked(page, title, at)
    expect(sent, `${title} at ${pause} ms`).toEqual([])
    expect(await actsOf(dataDir, id), `${title} at ${pause} ms`).toBe(before)
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    await sheetGone(page)
  }
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

async function addPhoto(page: Page, slot: string): Promise<void> {
  const file = { name: 'p.jpg', mimeType: 'image/jpeg', buffer: await jpeg(slot) }
  await page.getByLabel(`从相册选择：${slot}`).setInputFiles(file)
  await expect(page.getByRole('button', { name: `查看大图：${slot}` })).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
}

/** An owner signed in on a page whose clock the test holds. */
async function begin(page: Page, owner: Owner, path: string) {
  await holdClock(page)
  await signedIn(page, owner, path)
  return (await owner.get('/me')).id as string
}

test('the acts on a filing', async ({ page, request, baseURL, dataDir }) => {
  const owner = await registerOwner(request, dataDir, newPerson('邹慢慢'))
  const office = await Office.open(baseURL ?? '')
  const waiting = await submitted(owner)
  const returned = await submitted(owner)
  await office.returnFiling(returned, 'PLATE_MISMATCH', ['plate'])
  const draft = (await owner.post('/filings', ENTRY, 201)).id
  await owner.patch(`/filings/${draft}`, await submittable(owner, ENTRY))
  const whose = { dataDir, id: await begin(page, owner, `/m/filings/${waiting}`) }

  await test.step('撤回登记', async () => {
    await expectUnharmed(button(page, '撤回登记'), '撤回这条登记？', whose)
  })
  await test.step('删除草稿', async () => {
    await page.goto(`/m/filings/${draft}`)
    await expectUnharmed(button(page, '删除草稿'), '删除这份草稿？', whose)
  })
  await test.step('提交修改', async () => {
    await page.goto(`/m/filings/${returned}/correct`)
    await expectUnharmed(button(page, '提交修改'), '还有没有修改的内容', whose)
  })
  await test.step('提交', async () => {
    await page.goto(`/m/filings/${draft}/edit?step=done`)
    await expect(page.getByText('已保存', { exact: true })).toBeVisible()
    await expectUnharmed(button(page, '提交'), '提交这条登记？', whose)
  })
  await test.step('a short press does nothing either, and says so; a held one submits', async () => {
    await button(page, '提交').click()
    const question = page.getByRole('dialog', { name: '提交这条登记？' })
    await expect(question).toContainText('邹慢慢（您本人）')
    await expect(question).toContainText('北京市 东城区 生态环境部门')
    await question.getByRole('button', { name: '按住提交' }).tap()
    await expect(question.getByText('按得太短，没有办理')).toBeVisible()
    expect((await owner.get(`/filings/${draft}`)).status).toBe('DRAFT')
    await hold(page, '提交')
    await expect(page.getByRole('heading', { name: '提交成功' })).toBeVisible()
    const { number, status } = await owner.get(`/filings/${draft}`)
    expect(status).toBe('SUBMITTED')
    await expect(page.getByRole('main')).toContainText(number.slice(-3))
    await expect(page.getByText(/\d+年\d+月\d+日前/)).toBeVisible()
  })
})

test('the steps of the form are passed one by one', async ({ page, request, dataDir }) => {
  const owner = await registerOwner(request, dataDir, newPerson('柳一步'))
  const { id } = await owner.post('/filings', ENTRY, 201)
  await owner.patch(`/filings/${id}`, await submittable(owner, ENTRY))
  await begin(page, owner, '/m')
  const steps = [
    ['basic', '图片上传'],
    ['photos', '机械信息 · 第一组'],
    ['codes.1', '机械信息 · 第二组'],
    ['machine', '其它信息'],
    ['other', '完成'],
  ] as const
  for (const [step, following] of steps)
    for (const pause of PAUSES_MS) {
      await page.goto(`/m/filings/${id}/edit?step=${step}`)
      await expect(page.getByText('已保存', { exact: true })).toBeVisible()
      await doubleTap(button(page, '下一步'), pause)
      await expect(page.getByRole('heading', { level: 2, name: following, exact: true })).toBeVisible()
    }
  expect((await owner.get(`/filings/${id}`)).status).toBe('DRAFT')
})

test('the acts on a machine', async ({ page, request, baseURL, dataDir }) => {
  const { owner, machineId } = await collected(request, dataDir, baseURL ?? '', '桂稳当')
  const change = (slug: string) => `/m/machines/${machineId}/change/${slug}`
  const whose = { dataDir, id: await begin(page, owner, change('owner')) }

  await test.step('所有者变更', async () => {
    await fill(page, {
      原机械所有者身份证号: owner.idNumber,
      新机械所有者姓名: '韩雪梅',
      新机械所有者身份证号: owner.idNumber,
      原机械所有者手机号: owner.phone,
      新机械所有者手机号: '13800001102',
    })
    for (const code of await page.getByRole('textbox', { name: '确认验证码' }).all())
      await code.fill('123456')
    await expectUnharmed(button(page, '提交'), '确认变更机主？', whose)
  })
  await test.step('机械现所在地变更', async () => {
    await page.goto(change('place'))
    await addPhoto(page, '机身后面照片')
    await expectUnharmed(button(page, '提交'), '变更机械现所在地？', whose)
  })
  await test.step('其它信息变更', async () => {
    await page.goto(change('details'))
    await fill(page, { 机械品牌: '山推' })
    await expectUnharmed(button(page, '提交'), '提交“其它信息变更”？', whose)
  })
  await test.step('注销', async () => {
    await page.goto(change('cancellation'))
    await fill(page, { 注销原因: '机械已报废' })
    await addPhoto(page, '证明材料 1')
    await expectUnharmed(button(page, '提交'), '申请注销这台机械？', whose)
    await button(page, '提交').click()
    const question = page.getByRole('dialog', { name: '申请注销这台机械？' })
    // Who cannot hold ticks a box; neither alone is enough.
    await question.getByRole('button', { name: '不方便按住？改为勾选确认' }).click()
    await expect(question.getByRole('button', { name: '申请注销', exact: true })).toBeDisabled()
    await question.getByRole('checkbox').check()
    await question.getByRole('button', { name: '申请注销', exact: true }).click()
    await expect(page.getByText('提交成功，等待审核')).toBeVisible()
  })
  await test.step('撤回变更', async () => {
    await page.goto('/m/changes')
    // The list above has its place.
    await expect(page.getByRole('link', { name: /^修改/ })).toBeVisible()
    await expectUnharmed(button(page, '撤回'), '撤回“注销”？', whose)
  })
})

test('the acts on an account', async ({ page, request, dataDir }) => {
  const owner = await registerOwner(request, dataDir, newPerson('顾不急'))
  const whose = { dataDir, id: await begin(page, owner, '/m/me') }
  await expectUnharmed(button(page, '退出登录'), '退出登录？', whose)
  await expectUnharmed(button(page, '退出所有设备'), '退出所有设备？', whose)
  await page.goto('/m/me/close')
  await page.getByLabel('手机号', { exact: true }).fill(owner.phone)
  await button(page, '获取验证码').click()
  await expect(button(page, /秒后可重发/)).toBeVisible()
  await page.getByLabel('验证码', { exact: true }).fill(codeSentTo(dataDir, owner.phone, 'CLOSE_ACCOUNT'))
  await expectUnharmed(button(page, '注销账号'), '注销这个账号？', whose)
  expect(await owner.get('/me')).toMatchObject({ name: '顾不急' })
})

test('back closes a sheet and not the page', async ({ page, request, dataDir }) => {
  const owner = await registerOwner(request, dataDir, newPerson('路知返'))
  const id = await submitted(owner)
  await signedIn(page, owner, '/m/filings')
  await page.getByRole('link', { name: /查看详情/ }).click()
  await button(page, '撤回登记').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(`/m/filings/${id}`)
  // Closed by its button, it leaves no entry behind.
  await button(page, '撤回登记').click()
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  // Two steps back at once would be one.
  await sheetGone(page)
  await page.goBack()
  await expect(page).toHaveURL('/m/filings')
})
