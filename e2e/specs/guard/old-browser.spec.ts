import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { lackNewerBuiltIns } from '../../fixtures/old-browser'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { expect, test } from '../../fixtures/world'
import { expectEffect, openAndClaim } from '../../pages/desk'
import { hold } from '../../pages/hold'
import { registerByPage } from '../../pages/owner-account'
import { addPhotos, choose, chooseDistrict, expectSaved, fill, next } from '../../pages/owner-form'
import { sheetGone } from '../../pages/sheet-gone'
import { signInByPage } from '../../pages/sign-in'
import { submittable } from '../filing/manual-machine'
import { collected, signedIn } from '../owner/owner-rows'

/** The main tasks in the oldest browsers that README supports: newer built-ins are removed. */
const ENTRY = {
  kind: 'MACHINE',
  districtCode: '110101',
  codes: {},
  machine: { categoryCode: 'BULLDOZER', name: '推土机' },
  engine: { fuelCode: 'DIESEL' },
}

async function signOut(page: Page): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('button', { name: /（.+）/ })
    .click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await page.waitForURL('**/login')
}

test('an officer approves, hands out, searches and reads figures', async ({
  page,
  context,
  request,
  dataDir,
}) => {
  const thrown = await lackNewerBuiltIns(context)
  const owner = await registerOwner(request, dataDir, newPerson('何建军'))
  const serial = `OLD-${owner.phone.slice(-6)}`
  const machine = { ...ENTRY.machine, serial }
  const { id } = await owner.post('/filings', { ...ENTRY, machine }, 201)
  await owner.patch(`/filings/${id}`, await submittable(owner, { ...ENTRY, machine }))
  await owner.post(`/filings/${id}/submit`)

  await test.step('workbench, queue, desk', async () => {
    await signInByPage(page, 'reviewer')
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
    await openAndClaim(page, id, serial)
    await page.getByRole('button', { name: '审核通过' }).click()
    const approving = page.getByRole('dialog', { name: '审核通过并发放登记号码' })
    await approving.getByText('国三', { exact: true }).click()
    await approving.getByRole('button', { name: '确认通过' }).click()
    await page.waitForURL((url) => !url.pathname.includes(id))
    await expectEffect(page, id, 'APPROVE')
    if (!page.url().endsWith('/queues/pending')) {
      await page.getByRole('button', { name: '放回队列' }).click()
      await page.waitForURL('**/queues/pending')
    }
    await signOut(page)
  })
  const { registrationNumber, pickup } = await owner.get(`/filings/${id}`)

  await test.step('counter', async () => {
    await signInByPage(page, 'counter')
    await page.goto('/counter')
    await page.keyboard.type(pickup.code)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: registrationNumber })).toBeVisible()
    await page.getByLabel('证件号后四位或全号').fill(owner.idNumber.slice(-4))
    await page.getByRole('checkbox', { name: '信息采集卡' }).check()
    await page.getByRole('button', { name: '确认发放' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '仍要发放' }).click()
    await expect(page.getByText(`${registrationNumber} 已发放给 机主 何建军`)).toBeVisible()
    await signOut(page)
  })

  await test.step('machines with filters, one machine, figures', async () => {
    await signInByPage(page, 'supervisor')
    await page.goto('/machines')
    await page.getByRole('searchbox').fill(registrationNumber)
    await expect(page.locator('a[data-row]')).toHaveCount(1)
    await page.getByRole('combobox', { name: '机械类别' }).click()
    await page.keyboard.type('推土机')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/categoryCode=BULLDOZER/)
    await expect(page.getByText('共 1 台', { exact: true })).toBeVisible()
    await page.locator('a[data-row]').click()
    await expect(page.getByRole('heading', { level: 1, name: registrationNumber })).toBeVisible()
    await page.goto('/reports')
    await expect(
      page.getByRole('region', { name: '按排放阶段', exact: true }).getByRole('link').first(),
    ).toBeVisible()
    await page.getByRole('link', { name: '操作记录' }).click()
    await expect(page.getByRole('table').first()).toBeVisible()
    await signOut(page)
  })
  expect(thrown).toEqual([])
})

test.describe('on a phone', () => {
  test.use(PHONE)

  test('an owner registers, files, sees the progress and signs out', async ({ page, context, dataDir }) => {
    const thrown = await lackNewerBuiltIns(context)
    await registerByPage(page, dataDir, newPerson('沈秀英'))

    await test.step('the form, with a sheet and photos', async () => {
      await page.getByRole('link', { name: /^编码登记 ?填报/ }).click()
      await chooseDistrict(page, '登记区县', ['北京市', '东城区'])
      await choose(page, { 使用地点: '施工工地', 登记类型: '机械' })
      await fill(page, { 使用地点的详细名称: '东直门外大街地铁工地' })
      await next(page, '图片上传')
      await page.getByRole('radio', { name: '有发动机、机械铭牌' }).check()
      await page.getByRole('button', { name: '说明：在哪里找机械环保代码照片' }).click()
      await expect(page.getByRole('dialog')).toContainText('17 位')
      await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click()
      await sheetGone(page)
      const heic = readFileSync('testing/cases/phone.heic')
      await addPhotos(page, {
        机身正面照片: await jpeg('机身正面', { width: 2400, height: 1800 }),
        机身右侧照片: heic,
      })
      await expectSaved(page)
    })

    await test.step('progress and its filters', async () => {
      await page.goto('/m/filings')
      await expect(page.getByRole('article')).toHaveCount(1)
      await page.getByLabel('状态').selectOption('已领取')
      await expect(page.getByRole('article')).toHaveCount(0)
      await page.getByLabel('状态').selectOption('草稿')
      await expect(page.getByRole('article', { name: /^草稿/ })).toBeVisible()
    })

    await test.step('signing out', async () => {
      await page.goto('/m/me')
      await page.getByRole('button', { name: '退出登录' }).click()
      await page.getByRole('button', { name: '退出', exact: true }).click()
      await expect(page.getByRole('link', { name: '登录', exact: true })).toBeVisible()
    })
    expect(thrown).toEqual([])
  })
})

test.describe('on a phone, a change', () => {
  test.use(PHONE)

  test('says what is missing, is held and sent', async ({ page, context, request, baseURL, dataDir }) => {
    const thrown = await lackNewerBuiltIns(context)
    const { owner, machineId } = await collected(request, dataDir, baseURL ?? '', '旧手机')
    await signedIn(page, owner, `/m/machines/${machineId}/change/place`)
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await expect(page.getByText('请上传机身后面照片')).toBeVisible()
    await expect(page.getByRole('region', { name: /机身后面照片/ }).last()).toBeFocused()
    await addPhotos(page, { 机身后面照片: await jpeg('机身后面') })
    await chooseDistrict(page, '机械现所在地', ['北京市', '海淀区'])
    await expect(page.getByRole('progressbar')).toHaveCount(0)
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await hold(page, '提交')
    await expect(page.getByText('变更已生效')).toBeVisible()
    expect(thrown).toEqual([])
  })
})

/** Like Chrome 85 and older: server-rendered pages are shown, but our scripts do not run. */
const removeRequired = () => {
  Reflect.deleteProperty(Element.prototype, 'replaceChildren')
  Reflect.deleteProperty(Promise, 'any')
}
const oldBrowserNotice = (page: Page) => page.getByRole('alert').filter({ hasText: '您的浏览器版本过低' })

test('below the floor stands what to install, above what the page shows', async ({ page, context }) => {
  await context.addInitScript(removeRequired)
  await context.route('**/_next/static/**/*.js', (route) => route.abort())
  for (const address of ['/login', '/m', '/check/nobodys-token']) {
    await page.goto(address)
    await expect(oldBrowserNotice(page)).toContainText('Chrome 109 或 360 安全浏览器')
    await expect(page.getByRole('heading').first()).toBeVisible()
  }
})

test('a script that cannot be read is told as well; in a browser of today nothing is', async ({
  page,
  violations,
}) => {
  await page.goto('/m/register')
  await expect(page.getByRole('tab').first()).toBeVisible()
  await expect(oldBrowserNotice(page)).toBeHidden()
  const broken = { contentType: 'text/javascript', body: 'class A { static { ' }
  await page.route('**/_next/static/**/*.js', (route) => route.fulfill(broken))
  await page.reload()
  await expect(oldBrowserNotice(page)).toBeVisible()
  // The errors of the broken scripts, which the notice is about.
  violations.length = 0
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the page says that it must be allowed', async ({ page }) => {
    await page.goto('/m')
    await expect(page.locator('noscript p')).toContainText('请在浏览器设置中启用后刷新')
    await expect(page.locator('noscript p')).toBeVisible()
  })
})
