import { doubleJssdk } from '../../fixtures/jssdk'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'
import { signInByPassword } from '../../pages/owner-account'

test.use(PHONE)

test.describe('the way in from the mini program', () => {
  test('a ticket opens the page once and leaves no trace; a used one says so', async ({
    page,
    request,
    dataDir,
  }) => {
    const owner = await registerOwner(request, dataDir, newPerson('周八'))
    const { ticket } = await owner.post('/sessions/tickets', undefined, 201)
    const entrance = `/m/enter#ticket=${ticket}&next=${encodeURIComponent('/m/me')}`
    const requested: string[] = []
    page.on('request', (sent) => requested.push(sent.url()))
    await page.goto('/m')
    await page.goto(entrance)
    await expect(page.getByRole('heading', { name: /^以 周\*（\d{3}\*{4}\d{4}）登录？$/ })).toBeVisible()
    expect(page.url()).not.toContain(ticket)
    await page.getByRole('button', { name: '取消' }).click()
    await expect(page).not.toHaveURL(/enter/)
    await page.goto(entrance)
    await page.getByRole('button', { name: '确认登录' }).click()
    await expect(page).toHaveURL('/m/me')
    await expect(page.getByText('周八')).toBeVisible()
    await expect(page.getByRole('button', { name: '返回' })).toBeVisible()
    expect(requested.filter((url) => url.includes(ticket))).toEqual([])
    const traces = await page.evaluate(() => [
      location.href,
      JSON.stringify(history.state),
      document.referrer,
    ])
    expect(traces.join(' ')).not.toContain(ticket)
    await page.goBack()
    expect(page.url()).not.toContain(ticket)

    await page.goto(`/m/enter#ticket=${ticket}&next=/m/me`)
    await expect(page.getByRole('alert').filter({ hasText: '登录凭证已使用或已过期' })).toBeVisible()
    expect(page.url()).not.toContain(ticket)
    await page.getByRole('link', { name: '用手机号登录' }).click()
    await expect(page).toHaveURL('/m/sign-in?next=%2Fm%2Fme')
  })

  test('says whose session it takes the place of, and ends that one', async ({ page, request, dataDir }) => {
    const present = await registerOwner(request, dataDir, newPerson('郑十一'))
    const coming = await registerOwner(request, dataDir, newPerson('冯十二'))
    await page.goto('/m/sign-in?next=%2Fm%2Fme')
    await signInByPassword(page, present.phone, present.password)
    await expect(page).toHaveURL('/m/me')
    const before = await page.evaluate(
      () => JSON.parse(localStorage.getItem('nrmm.owner') ?? '{}').accessToken,
    )
    const { ticket } = await coming.post('/sessions/tickets', undefined, 201)
    await page.goto(`/m/enter#ticket=${ticket}&next=${encodeURIComponent('/m/me')}`)
    await expect(page.getByText(/^本机现在登录的是 郑\*一（.+），确认后将退出该账号。$/)).toBeVisible()
    await page.getByRole('button', { name: '确认登录' }).click()
    await expect(page.getByText('冯十二')).toBeVisible()
    const me = () => request.get('/api/v1/me', { headers: { authorization: `Bearer ${before}` } })
    await expect.poll(async () => (await me()).status()).toBe(401)
  })

  test('leads to our own pages below /m only', async ({ page, request, dataDir }) => {
    const owner = await registerOwner(request, dataDir, newPerson('吴九'))
    for (const next of ['https://evil.example/m', '/m/../login']) {
      const { ticket } = await owner.post('/sessions/tickets', undefined, 201)
      await page.goto('about:blank')
      await page.goto(`/m/enter#ticket=${ticket}&next=${encodeURIComponent(next)}`)
      await page.getByRole('button', { name: '确认登录' }).click()
      await expect(page).toHaveURL('/m')
      await expect(page.getByRole('link', { name: '我的账号' })).toBeVisible()
    }
  })
})

test.describe('in the web-view of the mini program', () => {
  test.use({
    userAgent:
      'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/107.0.5304.141 Mobile Safari/537.36 MicroMessenger/8.0.40 miniProgram/wx0000000000000000',
  })

  test('WeChat shows title and way back, the page only its own action', async ({
    page,
    request,
    dataDir,
  }) => {
    const owner = await registerOwner(request, dataDir, newPerson('褚十三'))
    const { ticket } = await owner.post('/sessions/tickets', undefined, 201)
    await page.goto(`/m/enter#ticket=${ticket}&next=${encodeURIComponent('/m/machines')}`)
    await page.getByRole('button', { name: '确认登录' }).click()
    await expect(page).toHaveURL('/m/machines')
    await expect(page.getByRole('button', { name: '刷新' })).toBeVisible()
    // For readers of screens the heading is there; for the eye WeChat has it.
    const heading = page.getByRole('heading', { level: 1, name: '我的机械' })
    expect((await heading.boundingBox())?.height).toBeLessThanOrEqual(1)
    await expect(page.getByRole('button', { name: '返回' })).toHaveCount(0)
    await expect(page).toHaveTitle(/我的机械/)
  })

  test('its own pages scan, ask for messages and sign in', async ({ page }) => {
    const host = await doubleJssdk(page)
    await page.goto('/m')
    expect(host.loads()).toBe(0)
    await page.getByRole('button', { name: '扫一扫采集卡' }).click()
    await page.getByRole('button', { name: '微信消息提醒' }).click()
    await expect.poll(host.opened).toEqual(['pages/scan/scan', 'pages/subscribe/subscribe'])
    await page.goto('/m/sign-in')
    await page.getByRole('button', { name: '用微信登录' }).click()
    await expect.poll(host.opened).toEqual(['pages/index/index'])
    expect(host.loads()).toBe(2)
  })
})

test('outside WeChat nothing of WeChat is loaded or offered', async ({ page }) => {
  const host = await doubleJssdk(page)
  for (const address of ['/m', '/m/sign-in']) {
    await page.goto(address, { waitUntil: 'networkidle' })
    await expect(page.getByRole('button', { name: /微信|扫一扫/ })).toHaveCount(0)
  }
  expect(host.loads()).toBe(0)
})
