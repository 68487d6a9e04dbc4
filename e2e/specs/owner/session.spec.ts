import type { APIRequestContext, Browser, Page } from '@playwright/test'
import { axeFaults } from '../../fixtures/grave-faults'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { expect, test } from '../../fixtures/world'
import { hold } from '../../pages/hold'
import { signInByPassword } from '../../pages/owner-account'

test.use(PHONE)

async function signedIn(page: Page, { phone, password }: Owner, next = '/m/me'): Promise<void> {
  await page.goto(`/m/sign-in?next=${encodeURIComponent(next)}`)
  await signInByPassword(page, phone, password)
  await expect(page).toHaveURL(next)
}

async function otherPhone(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ ...PHONE, baseURL, locale: 'zh-CN' })
  return context.newPage()
}

/** Ends all sessions, as from another phone of the same owner. */
async function endEverywhere(request: APIRequestContext, { phone, password }: Owner): Promise<void> {
  const opened = await request.post('/api/v1/sessions', { data: { phone, password } })
  const headers = { authorization: `Bearer ${(await opened.json()).accessToken}` }
  const ended = await request.delete('/api/v1/sessions?everywhere=true', { headers })
  expect(ended.status()).toBe(204)
}

test.describe('退出', () => {
  test('on this device only, after a question', async ({ page, request, dataDir }) => {
    const owner = await registerOwner(request, dataDir, newPerson('张三'))
    await signedIn(page, owner)
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('button', { name: '取消' }).click()
    await expect(page.getByRole('button', { name: '退出登录' })).toBeEnabled()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('button', { name: '退出', exact: true }).click()
    await expect(page.getByRole('link', { name: '登录', exact: true })).toBeVisible()
    await expect(page).toHaveURL('/m')
    expect(await owner.get('/me')).toMatchObject({ name: '张三' })
  })

  test('everywhere ends the session on another phone, which asks to sign in again', async ({
    page,
    request,
    browser,
    baseURL,
    dataDir,
  }) => {
    const owner = await registerOwner(request, dataDir, newPerson('李四'))
    const other = await otherPhone(browser, baseURL)
    await signedIn(other, owner)
    await signedIn(page, owner)
    await page.getByRole('button', { name: '退出所有设备' }).click()
    await hold(page, '全部退出')
    await expect(page.getByRole('link', { name: '登录', exact: true })).toBeVisible()
    await other.reload()
    await expect(other.getByRole('dialog', { name: '登录已失效' })).toBeVisible()
    await other.context().close()
  })
})

/** What the owner's pages have stored in this browser beside the session. */
function storedOnPhone(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found: string[] = []
    for (const [database, store] of [
      ['nrmm-drafts', 'draft'],
      ['nrmm-changes', 'entries'],
    ] as const) {
      const names = (await indexedDB.databases()).map(({ name }) => name)
      if (!names.includes(database)) continue
      const keys = await new Promise<IDBValidKey[]>((resolve, reject) => {
        const opening = indexedDB.open(database)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const reading = opening.result.transaction(store).objectStore(store).getAllKeys()
          reading.onsuccess = () => {
            opening.result.close()
            resolve(reading.result)
          }
        }
      })
      found.push(...keys.map(String))
    }
    return [...found, ...Object.keys(sessionStorage), ...Object.keys(localStorage)].filter(
      (name) => !name.startsWith('__'),
    )
  })
}

/** Leaves a photo on the phone that could not be sent. */
async function leavePhotoUnsent(page: Page, filingId: string): Promise<void> {
  await page.goto(`/m/filings/${filingId}/edit?step=photos`)
  await expect(page.getByRole('heading', { level: 2, name: '图片上传' })).toBeVisible()
  await page.route('**/api/v1/photos', (route) => route.abort())
  const file = { name: 'front.jpg', mimeType: 'image/jpeg', buffer: await jpeg('正面') }
  await page.getByLabel('从相册选择：机身正面照片', { exact: true }).setInputFiles(file)
  await expect(page.getByText('等待上传，已保存在本机')).toBeVisible()
}

test.describe('what a phone has stored', () => {
  test('goes with signing out, after saying what would be lost', async ({ page, request, dataDir }) => {
    const owner = await registerOwner(request, dataDir, newPerson('郑十'))
    const { id } = await owner.post('/filings', { hasNameplate: true }, 201)
    await signedIn(page, owner)
    await leavePhotoUnsent(page, id)
    await page.goto('/m/me')
    await page.getByRole('button', { name: '退出登录' }).click()
    const question = page.getByRole('dialog', { name: '退出登录？' })
    await expect(question).toContainText('1 份登记草稿（含 1 张照片）没有传到服务器')
    await question.getByRole('button', { name: '取消' }).click()
    expect((await storedOnPhone(page)).length).toBeGreaterThan(1)
    await page.getByRole('button', { name: '退出登录' }).click()
    await hold(page, '删除并退出')
    await expect(page.getByRole('link', { name: '登录', exact: true })).toBeVisible()
    expect(await storedOnPhone(page)).toEqual([])
  })

  test('of another account goes when somebody signs in, who is asked first', async ({
    page,
    request,
    dataDir,
  }) => {
    const owner = await registerOwner(request, dataDir, newPerson('冯一'))
    const another = await registerOwner(request, dataDir, newPerson('陈二'))
    const { id } = await owner.post('/filings', { hasNameplate: true }, 201)
    await signedIn(page, owner)
    await leavePhotoUnsent(page, id)
    await endEverywhere(request, owner)
    await page.goto('/m/sign-in?next=/m/me')
    await signInByPassword(page, another.phone, another.password)
    const question = page.getByRole('dialog', { name: '删除另一账号留下的内容？' })
    await expect(question).toContainText('1 份登记草稿（含 1 张照片）')
    await question.getByRole('button', { name: '取消' }).click()
    await expect(page.getByText('没有登录。本机上另一账号的内容没有改动')).toBeVisible()
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await hold(page, '删除并登录')
    await expect(page.getByText('陈二')).toBeVisible()
    expect(await storedOnPhone(page)).toEqual(['nrmm.owner'])
  })
})

test.describe('登录已失效', () => {
  test('is asked for in place and the page goes on; "not now" leaves it as it is', async ({
    page,
    request,
    dataDir,
  }) => {
    const owner = await registerOwner(request, dataDir, newPerson('王五'))
    await signedIn(page, owner)
    await endEverywhere(request, owner)
    await page.reload()
    const sheet = page.getByRole('dialog', { name: '登录已失效' })
    await expect(sheet.getByText('已填写的内容不会丢失')).toBeVisible()
    expect(await axeFaults(page)).toEqual([])
    await sheet.getByRole('button', { name: '暂不登录' }).click()
    await expect(sheet).toBeHidden()
    await expect(page.getByRole('alert').filter({ hasText: '请先登录' })).toBeVisible()
    await page.reload()
    await signInByPassword(page, owner.phone, 'wrong-2019')
    await expect(sheet.getByText('手机号或密码不正确')).toBeVisible()
    await signInByPassword(page, owner.phone, owner.password)
    await expect(sheet).toBeHidden()
    await expect(page.getByText('王五')).toBeVisible()
    await expect(page).toHaveURL('/m/me')
  })

  test('somebody else who signs in does not go on with what the first one had', async ({
    page,
    request,
    dataDir,
  }) => {
    const owner = await registerOwner(request, dataDir, newPerson('赵六'))
    const another = await registerOwner(request, dataDir, newPerson('孙七'))
    await signedIn(page, owner)
    await endEverywhere(request, owner)
    await page.reload()
    await signInByPassword(page, another.phone, another.password)
    await expect(page).toHaveURL('/m')
    await page.getByRole('link', { name: '我的账号' }).click()
    await expect(page.getByText('孙七')).toBeVisible()
    await expect(page.getByText('赵六')).toBeHidden()
  })
})
