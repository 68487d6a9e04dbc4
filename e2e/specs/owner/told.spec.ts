import { Office } from '../../fixtures/decisions'
import { codeSentTo } from '../../fixtures/outbox'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'
import { fillRegistration } from '../../pages/owner-account'
import { submittable } from '../filing/manual-machine'
import { ENTRY, signedIn, submitted } from './owner-rows'

test.use(PHONE)

test('a wrong code says how many tries are left, and the right one still counts', async ({
  page,
  dataDir,
}) => {
  const person = newPerson('齐试试')
  await page.goto('/m/register')
  await fillRegistration(page, person)
  await page.getByLabel('手机号', { exact: true }).fill(person.phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByRole('button', { name: /秒后可重发/ })).toBeDisabled()
  const code = codeSentTo(dataDir, person.phone, 'REGISTER')
  const wrong = code === '000000' ? '000001' : '000000'
  await expect(page.getByText('验证码已发送，10 分钟内有效')).toBeVisible()
  for (const left of [4, 3]) {
    await page.getByLabel('验证码', { exact: true }).fill(wrong)
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await expect(page.getByText(`验证码不正确，还可以再试 ${left} 次`)).toBeVisible()
    // Of two sentences about the code, the one that is true.
    await expect(page.getByText('验证码已发送')).toHaveCount(0)
  }
  await page.getByLabel('验证码', { exact: true }).fill(code)
  await page.getByRole('button', { name: '注册', exact: true }).click()
  await expect(page.getByRole('link', { name: '我的账号' })).toBeVisible()
})

test('an address below /m that leads nowhere says so in the owner’s words, with a way home', async ({
  page,
}) => {
  for (const path of ['/m/nothing', '/m/filings/zzz/nothing']) {
    const answer = await page.goto(path)
    expect(answer?.status()).toBe(404)
    await expect(page.getByText('没有找到这个页面')).toBeVisible()
    await expect(page.getByText('管辖范围')).toHaveCount(0)
    await page.getByRole('link', { name: '返回首页' }).click()
    await expect(page).toHaveURL('/m')
  }
})

test('home says that it could not read what waits, and reads it again', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('读不到'))
  await owner.post('/filings', ENTRY, 201)
  const drafts = '**/api/v1/filings?*DRAFT*'
  await page.route(drafts, (route) => route.fulfill({ status: 503, body: '' }))
  await signedIn(page, owner, '/m')
  const alert = page.getByRole('alert').filter({ hasText: '没有读到接下来要办的事' })
  await expect(alert).toBeVisible({ timeout: 20_000 })
  await page.unroute(drafts)
  await alert.getByRole('button', { name: '重试' }).click()
  await expect(page.getByText('有 1 份草稿')).toBeVisible()
  await expect(alert).toHaveCount(0)
})

test('the last step shows whole photos large, and what is still empty', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('看清楚'))
  const { id } = await owner.post('/filings', ENTRY, 201)
  await owner.patch(`/filings/${id}`, await submittable(owner, ENTRY))
  await signedIn(page, owner, '/m')
  await page.goto(`/m/filings/${id}/edit?step=done`)
  const machine = page.getByRole('region', { name: '机械信息', exact: true })
  await expect(machine.getByText(/还没有填写（选填）：.*机械品牌/)).toBeVisible()
  await page.getByRole('button', { name: '查看大图：机身正面照片' }).click()
  const large = page.getByRole('dialog', { name: '机身正面照片' })
  await expect(large.getByRole('img', { name: '机身正面照片' })).toBeVisible()
  await page.goBack()
  await expect(large).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 2, name: '完成' })).toBeVisible()
})

test('home says who is signed in and what is next, each with one button; notices are read at once', async ({
  page,
  request,
  baseURL,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('接下来'))
  const office = await Office.open(baseURL ?? '')
  const returned = await submitted(owner)
  await office.returnFiling(returned, 'PHOTO_UNCLEAR', ['photos.BODY_FRONT'])
  const { pickupCode } = await office.approveFiling(await submitted(owner), '3')
  const { pickupCode: another } = await office.approveFiling(await submitted(owner), '3')
  await owner.post('/filings', ENTRY, 201)
  await signedIn(page, owner, '/m')
  const next = page.getByRole('region', { name: '接下来' })
  await expect(next).toContainText(`已登录：接下来（${owner.phone.slice(0, 3)}****${owner.phone.slice(-4)}）`)
  await expect(next.getByRole('listitem')).toHaveCount(3)
  await expect(next.getByRole('listitem').first()).toContainText('图片不清晰')
  await expect(next.getByRole('link', { name: '修改并提交' })).toHaveAttribute(
    'href',
    `/m/filings/${returned}/correct`,
  )
  await expect(next.getByRole('link', { name: '继续填写' })).toBeVisible()
  await expect(next).toContainText('有 2 个号码可以领取')
  await next.getByRole('link', { name: '看领取码' }).click()
  // One office: one code leads to both machines, and each has its own in the list.
  await expect(page.getByText('出示这一个领取码，窗口可一并办理 2 台。')).toBeVisible()
  for (const code of [pickupCode, another])
    await expect(page.getByRole('cell', { name: `${code.slice(0, 3)} ${code.slice(3)}` })).toBeVisible()
  await expect(page.getByText(/办理时间：.+/)).toBeVisible()

  await page.goto('/m/notices')
  await expect(page.getByText('3 条未读')).toBeVisible()
  // Whole, without being opened.
  await expect(page.getByText(/您提交的机械信息有误，请尽快修改并提交.*图片不清晰/)).toBeVisible()
  await page.getByRole('button', { name: '全部标为已读' }).click()
  await expect(page.getByText('全部已读')).toBeVisible()
  await expect(page.getByText('未读', { exact: true })).toHaveCount(0)
})
