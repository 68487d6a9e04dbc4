import type { APIRequestContext, Page } from '@playwright/test'
import { databaseUrlOf } from '../../fixtures/instance'
import { newOfficer } from '../../fixtures/new-officer'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { query } from '../../fixtures/query'
import { undoSeconds } from '../../fixtures/undo-time'
import { expect, test } from '../../fixtures/world'
import { expectEffect } from '../../pages/desk'
import { signIn } from '../../pages/sign-in'
import { submitBulldozer } from './manual-machine'

/** Decisions that can be taken back, at the desk of 密云区, where no other test decides. */
const DISTRICT = '110118'
const REASON = '该机械不属于登记范围'

type World = { page: Page; request: APIRequestContext; dataDir: string; baseURL: string | undefined }

/** The desk of a reviewer of the test's own, with a filing just claimed and another one that waits. */
async function claimed({ page, request, dataDir, baseURL }: World): Promise<{ id: string; owner: Owner }> {
  const { username, password } = await newOfficer(baseURL, DISTRICT)
  const owner = await registerOwner(request, dataDir, newPerson('周到'))
  const id = await submitBulldozer(owner, DISTRICT)
  await submitBulldozer(owner, DISTRICT)
  await signIn(page, username, password)
  await page.goto(`/filings/${id}`)
  await page.getByRole('button', { name: '领取审核' }).click()
  return { id, owner }
}

/** Resolves when the decision is stored: the desk shows the next filing before. */
async function decline(page: Page): Promise<void> {
  await page.getByRole('button', { name: '不予登记' }).click()
  const dialog = page.getByRole('dialog', { name: '不予登记' })
  await dialog.getByRole('textbox').fill(REASON)
  const decided = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().endsWith('/decisions'),
  )
  await dialog.getByRole('button', { name: '确认不予登记' }).click()
  expect((await decided).status()).toBe(202)
}

/** Lets the undo time of the decision on this filing be over, and waits until the server has seen it. */
async function due(url: string, filingId: string): Promise<void> {
  await query(
    url,
    `UPDATE deferred_decision
     SET "decidedAt" = now() - interval '2 milliseconds', "takesEffectAt" = now() - interval '1 millisecond'
     WHERE "filingId" = $1 AND outcome IS NULL`,
    [filingId],
  )
  const open = 'SELECT id FROM deferred_decision WHERE "filingId" = $1 AND outcome IS NULL'
  await expect.poll(async () => query(url, open, [filingId])).toEqual([])
}

const leaves = (page: Page, id: string) => page.waitForURL((url) => !url.pathname.includes(id))

test('decide, reload, take back, decide again: it takes effect once', async ({
  page,
  request,
  dataDir,
  baseURL,
}) => {
  await undoSeconds(dataDir, DISTRICT, 60)
  const { id, owner } = await claimed({ page, request, dataDir, baseURL })
  await decline(page)
  await leaves(page, id)
  const next = page.url()
  const banner = page.getByRole('banner')
  await expect(banner).toContainText('已决定 不予登记：推土机')
  await expect(banner).toContainText(/\d+ 秒后生效/)
  expect((await owner.get(`/filings/${id}`)).status).toBe('IN_REVIEW')

  await page.reload()
  await expect(banner).toContainText('已决定 不予登记：推土机')
  await banner.getByRole('link', { name: '查看' }).click()
  await page.waitForURL(`**/filings/${id}`)
  await expect(page.getByRole('toolbar', { name: '审核操作' })).toContainText('您已决定“不予登记”')
  await expect(page.getByRole('button', { name: '审核通过' })).toHaveCount(0)
  await page.goBack()
  await page.waitForURL(next)
  // What is left by U is what the desk shows, which may be a moment later than its address.
  await expect(page.getByRole('button', { name: '审核通过' })).toBeVisible()
  await page.keyboard.press('u')
  await page.waitForURL(`**/filings/${id}`)
  await expect(banner).not.toContainText('已决定')
  await page.getByRole('button', { name: '不予登记' }).click()
  const dialog = page.getByRole('dialog', { name: '不予登记' })
  await expect(dialog.getByRole('textbox')).toHaveValue(REASON)
  await undoSeconds(dataDir, DISTRICT, 1)
  await dialog.getByRole('button', { name: '确认不予登记' }).click()
  // The filing that was left comes next, instead of a third one.
  await page.waitForURL(next)
  await expectEffect(page, id, 'DECLINE')
  await expect(banner).toContainText(/不予登记：.*已生效/)
  expect((await owner.get(`/filings/${id}`)).status).toBe('DECLINED')
  expect((await owner.get('/notices')).data).toHaveLength(1)

  await page.getByRole('button', { name: '上一件' }).click()
  await page.waitForURL(`**/filings/${id}`)
  await expect(page.getByRole('region', { name: '办理经过' })).toContainText('撤销“不予登记”的决定')
})

test('a page that was closed loses nothing', async ({ page, request, dataDir, baseURL }) => {
  await undoSeconds(dataDir, DISTRICT, 2)
  const { id, owner } = await claimed({ page, request, dataDir, baseURL })
  await decline(page)
  await page.close()
  await expect.poll(async () => (await owner.get(`/filings/${id}`)).status).toBe('DECLINED')
})

test('too late is said, and the decision stays', async ({ page, request, dataDir, baseURL }) => {
  await undoSeconds(dataDir, DISTRICT, 60)
  const { id } = await claimed({ page, request, dataDir, baseURL })
  await decline(page)
  await leaves(page, id)
  // As it is when the effect has come between the last look at the notice and the press.
  await page.route('**/decisions/*', async (route) => {
    await due(databaseUrlOf(dataDir), id)
    await route.continue()
  })
  await page.getByRole('banner').getByRole('button', { name: '撤销决定' }).click()
  await expect(page.getByText('没有撤销：该决定已经生效，不能撤销')).toBeVisible()
  await expectEffect(page, id, 'DECLINE')
  await expect(page.getByRole('banner')).toContainText(/不予登记：.*已生效/)
})

test('a decision that cannot take effect is told until it is read, and the filing is the officer’s again', async ({
  page,
  request,
  dataDir,
  baseURL,
}) => {
  await undoSeconds(dataDir, DISTRICT, 60)
  const { id } = await claimed({ page, request, dataDir, baseURL })
  await decline(page)
  await leaves(page, id)
  // As by a hand in the database: the officer has decided on something else than what is there now.
  const url = databaseUrlOf(dataDir)
  await query(url, 'UPDATE filing SET version = version + 1 WHERE id = $1', [id])
  await due(url, id)
  const failed = page.getByRole('banner').getByRole('alert')
  await page.reload()
  await expect(failed).toContainText('没有生效 不予登记：推土机')
  await expect(failed).toContainText('内容已被他人更新')
  await page.getByRole('banner').getByRole('link', { name: '查看' }).first().click()
  await page.waitForURL(`**/filings/${id}`)
  await page.getByRole('banner').getByRole('button', { name: '知道了' }).click()
  await expect(failed).toHaveCount(0)
  await page.getByRole('button', { name: '放回队列' }).click()
  await page.waitForURL('**/queues/pending')
})

test('while it is being sent nothing else can be pressed; a next that fails says so', async ({
  page,
  request,
  dataDir,
  baseURL,
}) => {
  await undoSeconds(dataDir, DISTRICT, 60)
  const { id } = await claimed({ page, request, dataDir, baseURL })
  let sent = 0
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/decisions', async (route) => {
    if (route.request().method() === 'POST') {
      sent += 1
      await held
    }
    await route.continue()
  })
  await page.route('**/api/console/filings/next', (route) => route.abort())
  await page.getByRole('button', { name: '不予登记' }).click()
  const dialog = page.getByRole('dialog', { name: '不予登记' })
  await dialog.getByRole('textbox').fill(REASON)
  await dialog.getByRole('button', { name: '确认不予登记' }).dblclick()
  await expect(dialog.getByRole('button', { name: /取\s?消/ })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  release()

  const bar = page.getByRole('toolbar', { name: '审核操作' })
  await expect(bar.getByRole('alert')).toContainText('下一件没有领到：无法连接服务器')
  await expect(page.getByText('没有等待审核的登记了')).toHaveCount(0)
  await expect(bar).toContainText('您已决定“不予登记”')
  expect(sent).toBe(1)

  await page.unroute('**/api/console/filings/next')
  await bar.getByRole('button', { name: /重\s?试/ }).click()
  await leaves(page, id)
  await page.getByRole('banner').getByRole('button', { name: '撤销决定' }).click()
  await page.waitForURL(`**/filings/${id}`)
  await page.getByRole('button', { name: '放回队列' }).click()
  await page.waitForURL('**/queues/pending')
})
