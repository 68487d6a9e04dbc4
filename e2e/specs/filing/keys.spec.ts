import type { CDPSession, Page } from '@playwright/test'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

type Desk = { id: string; status: string; suggestedStage: object | null; checks: { result: string }[] }

async function desk(page: Page, id: string): Promise<Desk> {
  return (await page.request.get(`/api/console/filings/${id}`)).json()
}

/** Opens and claims, by key, a waiting filing with a suggested stage and without doubts, of an officer whom no other test disturbs. */
async function claimByKey(page: Page): Promise<string> {
  await signIn(page, 'reviewer.tangshan')
  const { data } = await (await page.request.get('/api/console/filings?queue=pending')).json()
  for (const { id } of data) {
    const { suggestedStage, checks } = await desk(page, id)
    if (!suggestedStage || checks.some(({ result }) => result === 'DOUBT')) continue
    await page.goto(`/filings/${id}`)
    await untilHeard(page)
    await page.keyboard.press('c')
    // It is shown as soon as the claim is known, and rests until the claiming has ended.
    await expect(button(page, '审核通过')).toBeEnabled()
    return id
  }
  throw new Error('the demo world has no filing without doubts left')
}

/** How many times each photo was requested, by its address. */
function photosFetched(page: Page): Map<string, number> {
  const times = new Map<string, number>()
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/console/photos/')) times.set(pathname, (times.get(pathname) ?? 0) + 1)
  })
  return times
}

/** Until the page's scripts have taken over it cannot be clicked, and no key is heard. */
const untilHeard = (page: Page) => page.getByRole('heading', { level: 1 }).click()
const button = (page: Page, name: string) => page.getByRole('button', { name })
const approving = (page: Page) => page.getByRole('dialog', { name: '审核通过并发放登记号码' })

test('an approval without doubts takes two keys, and the next filing is claimed when it is shown', async ({
  page,
}) => {
  const peeked = page.waitForResponse(
    (answer) => answer.url().endsWith('/filings/next') && answer.request().method() === 'GET',
  )
  const fetched = photosFetched(page)
  const id = await claimByKey(page)
  const next = (await (await peeked).json()).id
  const ahead = page.locator(`img[data-photo]`).filter({ visible: false })
  await expect(ahead).toHaveCount(1)
  const address = (await ahead.getAttribute('src')) ?? ''
  await expect.poll(() => fetched.get(address)).toBe(1)
  expect((await desk(page, next)).status).toBe('SUBMITTED')

  await page.keyboard.press('a')
  await expect(approving(page).getByRole('button', { name: '确认通过' })).toBeFocused()
  await page.keyboard.press('Enter')

  await expect(page).toHaveURL(new RegExp(`/filings/${next}$`))
  await expect(button(page, '审核通过')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  expect((await desk(page, next)).status).toBe('IN_REVIEW')
  await expect(page.locator(`img[data-photo][src="${address}"]`)).toBeVisible()
  await expect.poll(async () => (await desk(page, id)).status).toBe('APPROVED')
  // No browser stores photos: the element that loaded it ahead is the one that shows it.
  expect(fetched.get(address)).toBe(1)

  // The address is that of the shown filing, and going back leads past the decided one.
  await page.reload()
  await untilHeard(page)
  await page.keyboard.press('s')
  await expect(page).toHaveURL(/\/queues\/pending$/)
})

test('an Enter that is held down, or pressed twice, opens the approval but does not confirm it', async ({
  page,
}) => {
  const id = await claimByKey(page)
  await button(page, '审核通过').focus()
  await page.keyboard.down('Enter')
  for (let times = 0; times < 5; times += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(approving(page).getByRole('button', { name: '确认通过' })).toBeFocused()

  await page.keyboard.press('Escape')
  await expect(approving(page)).toBeHidden()
  await button(page, '审核通过').focus()
  // Sent together: on a busy machine two presses one after the other are two decisions of an officer.
  await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')])
  await expect(approving(page)).toBeVisible()
  expect((await desk(page, id)).status).toBe('IN_REVIEW')

  await page.keyboard.press('Escape')
  await expect(approving(page)).toBeHidden()
  await page.keyboard.press('s')
  await expect(page).toHaveURL(/\/queues\/pending$/)
})

test('keys work with a Chinese input method on, and are left to a field in which a word is composed', async ({
  page,
}) => {
  await claimByKey(page)
  const devtools = await page.context().newCDPSession(page)
  await pressWhileComposing(devtools, 'KeyN')
  const declining = page.getByRole('dialog', { name: '不予登记' })
  const reason = declining.getByRole('textbox')
  await expect(reason).toBeFocused()

  await devtools.send('Input.imeSetComposition', { text: 'ren', selectionStart: 3, selectionEnd: 3 })
  for (const code of ['KeyA', 'KeyR', 'Digit3', 'KeyS']) await pressWhileComposing(devtools, code)
  await devtools.send('Input.insertText', { text: '认不出' })
  await expect(reason).toHaveValue('认不出')
  await expect(page.getByRole('dialog')).toHaveCount(1)

  await declining.getByRole('button', { name: /取\s?消/ }).click()
  await expect(declining).toBeHidden()
  await pressWhileComposing(devtools, 'KeyS')
  await expect(page).toHaveURL(/\/queues\/pending$/)
})

/** As Windows reports a key that an input method has taken. */
async function pressWhileComposing(devtools: CDPSession, code: string): Promise<void> {
  const key = { key: 'Process', code, windowsVirtualKeyCode: 229 }
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
}

test('? shows the keys of the page, and stages, facts and photos have theirs', async ({ page }) => {
  await claimByKey(page)
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: '本页快捷键' })
  await expect(help.getByRole('region', { name: '审核' })).toContainText('A审核通过')
  await expect(help.getByRole('region', { name: '通过时核定阶段' })).toContainText('0–4 D X')
  // While it is open no other key acts.
  await page.keyboard.press('a')
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()

  await page.keyboard.press('2')
  await expect(page.getByRole('option', { selected: true })).toContainText('2')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(page.getByRole('button', { pressed: true })).toHaveAccessibleName(/^标记登记类型/)
  await page.keyboard.press('m')
  await expect(page.getByRole('button', { pressed: true })).toHaveCount(0)

  await page.keyboard.press('a')
  await page.keyboard.press('d')
  await expect(approving(page).getByRole('radio', { name: '电动' })).toBeChecked()
  await expect(approving(page).getByRole('button', { name: '确认通过' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(approving(page)).toBeHidden()
  await page.keyboard.press('s')
  await expect(page).toHaveURL(/\/queues\/pending$/)
})

test('a photo that cannot be read says so over its thumbnail, and is read on another try', async ({
  page,
}) => {
  await signIn(page, 'reviewer')
  const { data } = await (await page.request.get('/api/console/filings?queue=returned')).json()
  await page.route('**/api/console/photos/*', (route) => route.abort())
  await page.goto(`/filings/${data[0].id}`)
  const fault = page.getByRole('alert').filter({ hasText: '没有读到' })
  await expect(fault).toBeVisible()
  await fault.getByRole('button', { name: '重新读取' }).click()
  await expect(fault).toContainText('再试也没有成功')

  await page.unroute('**/api/console/photos/*')
  await fault.getByRole('button', { name: '重新读取' }).click()
  await expect(fault).toBeHidden()
  const width = () =>
    page.locator('img[data-photo]').evaluate((photo: HTMLImageElement) => photo.naturalWidth)
  await expect.poll(width).toBeGreaterThan(320)
})

test('lists are walked by keys from anywhere on the page', async ({ page }) => {
  await signIn(page, 'reviewer')
  await page.goto('/queues/pending')
  const rows = page.locator('a[data-row]')
  await untilHeard(page)
  await page.keyboard.press('j')
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('j')
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('End')
  await expect(rows.last()).toBeFocused()
  await page.keyboard.press('Home')
  await expect(rows.first()).toBeFocused()

  await page.keyboard.press('/')
  const search = page.getByRole('searchbox')
  await expect(search).toBeFocused()
  await page.keyboard.type('jk')
  await expect(search).toHaveValue('jk')
  await page.keyboard.press('Escape')
  await expect(search).toHaveValue('')

  await rows.first().focus()
  const address = await rows.first().getAttribute('href')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`${address}$`))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('g')
  await expect(page).toHaveURL(/\/queues\/pending/)
})

test('the menu is one tab stop', async ({ page }) => {
  await signIn(page, 'reviewer')
  await page.goto('/queues/pending')
  const menu = page.getByRole('navigation', { name: '主菜单' })
  await expect(menu.locator('a[tabindex="0"]')).toHaveText(/待审核/)
  await menu.locator('a[tabindex="0"]').focus()
  await page.keyboard.press('ArrowDown')
  await expect(menu.getByRole('link', { name: '我正在审核' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(menu.locator(':focus')).toHaveCount(0)
})
