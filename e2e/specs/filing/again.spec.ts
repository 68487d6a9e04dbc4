import type { Browser, Page } from '@playwright/test'
import { newOfficer } from '../../fixtures/new-officer'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { expect, test } from '../../fixtures/world'
import { openAndClaim } from '../../pages/desk'
import { signInByPassword } from '../../pages/owner-account'
import { signIn } from '../../pages/sign-in'
import { submittable } from './manual-machine'

/** Returned from the panel beside the photos, corrected in part, and seen again by the same reviewer. */
const CODE = '77711111QH3111446'
/** 平谷区, where no other test decides. */
const ENTRY = {
  kind: 'MACHINE',
  districtCode: '110117',
  codes: { machineEnvCode: CODE },
  machine: { categoryCode: 'BULLDOZER', name: '推土机', model: 'SD16', serial: 'TS-0001' },
  engine: { fuelCode: 'DIESEL', serial: 'CNFCG30992', model: 'WP10G178E355' },
}
const OWN_TEXT = '正面反光，看不清车身'

async function submitted(owner: Owner): Promise<string> {
  const { id } = await owner.post('/filings', ENTRY, 201)
  await owner.patch(`/filings/${id}`, await submittable(owner, ENTRY))
  await owner.post(`/filings/${id}/submit`)
  return id
}

const panelOf = (page: Page) => page.getByRole('region', { name: '退回重填', exact: true })
const mark = (page: Page, label: string) =>
  page.getByRole('button', { name: `标记${label}需要修改`, exact: true })

/** What is told of the return: the reasons, and per reason the fields and photos to correct. */
async function told(scope: ReturnType<Page['locator']>): Promise<string[]> {
  const parts = scope.locator('ul[aria-label="返回重填的原因"] li, section > h2, legend, section > h3')
  const texts = (await parts.allTextContents()).map((text) => text.trim())
  // The place for the new photo is an input, not part of what is told.
  return texts.filter((text) => !text.startsWith('新照片：'))
}

test('faults are marked where they stand; a reload keeps the text; the preview is what the owner sees', async ({
  page,
  browser,
  request,
  dataDir,
  baseURL,
}) => {
  const { username, password } = await newOfficer(baseURL, ENTRY.districtCode)
  const owner = await registerOwner(request, dataDir, newPerson('韩立群'))
  const id = await submitted(owner)
  await signIn(page, username, password)
  await openAndClaim(page, id, CODE)

  // One photo by key, one field by its flag; a third while the panel stands beside the photos.
  await page.keyboard.press('1')
  await page.keyboard.press('x')
  await mark(page, '发动机出厂编号').click()
  await page.getByRole('button', { name: /^退回重填（已标记 2 处）/ }).click()
  const panel = panelOf(page)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(panel).toContainText('建议：图片不清晰（已标记机身正面照片）')
  await panel.getByRole('checkbox', { name: '图片不清晰' }).click()
  await panel.getByRole('checkbox', { name: '铭牌照片与填写内容不一致' }).click()
  await mark(page, '机械型号').click()
  const unclear = panel.getByRole('region', { name: '图片不清晰' })
  await unclear.getByLabel('图片不清晰：补充说明').fill(`${OWN_TEXT}，并核对机械名称`)
  await unclear.getByRole('button', { name: '列入机械名称' }).click()
  await unclear.getByLabel('图片不清晰：补充说明').fill(OWN_TEXT)
  const saved = page.waitForResponse(
    (answer) => answer.url().endsWith('/preferences/return-phrases') && answer.request().method() === 'PUT',
  )
  await unclear.getByRole('button', { name: '存为常用语' }).click()
  expect((await saved).status()).toBe(200)

  // The photos stay usable beside it: the keys step through them.
  await panel.getByRole('checkbox', { name: '图片不清晰' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('option', { name: '机身正面偏右 45°' })).toHaveAttribute(
    'aria-selected',
    'true',
  )

  const note = page.getByLabel('写备注')
  await note.fill('已电话联系')
  await page.getByRole('button', { name: /^不予登记/ }).click()
  const declining = page.getByRole('dialog', { name: '不予登记' })
  const declineReason = declining.getByLabel('不予登记的理由（机主可见）')
  await declineReason.fill('不在登记范围')

  await page.reload()
  await expect(note).toHaveValue('已电话联系')
  await page.getByRole('button', { name: /^不予登记/ }).click()
  await expect(declineReason).toHaveValue('不在登记范围')
  await declining.getByRole('button', { name: /取\s*消/ }).click()
  await page.getByRole('button', { name: /^退回重填（已标记 3 处）/ }).click()
  await expect(panel.getByLabel('图片不清晰：补充说明')).toHaveValue(OWN_TEXT)
  await expect(unclear.getByRole('button', { name: OWN_TEXT })).toBeVisible()
  await panel.getByText('机主看到的').click()
  const preview = await told(panel.getByRole('region', { name: '机主看到的内容' }))
  expect(preview).toContain(`返回重填的原因: 图片不清晰：${OWN_TEXT}`)
  await panel.getByRole('button', { name: '确认退回' }).click()
  await page.waitForURL((url) => !url.pathname.includes(id))

  await expect.poll(async () => (await owner.get(`/filings/${id}`)).status).toBe('RETURNED')
  expect(await toldToOwner(browser, owner, id)).toEqual(preview)
  const { returnReasons } = await owner.get(`/filings/${id}`)
  expect(returnReasons.map(({ text }: { text: string }) => text)).toEqual([
    `图片不清晰：${OWN_TEXT}`,
    '铭牌照片与填写内容不一致',
  ])

  await correct(owner, id)
  await seeAgain(page, id)
})

/** The card, then the page to correct on. */
async function toldToOwner(browser: Browser, owner: Owner, id: string): Promise<string[]> {
  const phone = await (await browser.newContext(PHONE)).newPage()
  await phone.goto('/m/sign-in?next=%2Fm%2Ffilings')
  await signInByPassword(phone, owner.phone, owner.password)
  const card = phone.getByRole('article', { name: /^退回重填/ })
  await expect(card).toBeVisible()
  const onCard = await told(card)
  await card.getByRole('link', { name: /修改并提交/ }).click()
  await phone.waitForURL(`**/m/filings/${id}/correct`)
  await expect(phone.getByRole('region', { name: /^返回重填的原因/ }).first()).toBeVisible()
  return [...onCard, ...(await told(phone.locator('main')))]
}

/** New photo and serial; the model that was asked for stays as it was. */
async function correct(owner: Owner, id: string): Promise<void> {
  const photoId = await owner.upload(await jpeg('机身正面（重拍）', { hue: 200 }))
  await owner.patch(`/filings/${id}`, {
    photos: [{ slot: 'BODY_FRONT', photoId }],
    engine: { serial: 'CNFCG30993' },
  })
  expect((await owner.post(`/filings/${id}/submit`)).status).toBe('SUBMITTED')
}

async function seeAgain(page: Page, id: string): Promise<void> {
  await page.goto('/queues/pending')
  await expect(page.getByRole('row').filter({ has: page.locator(`a[href="/filings/${id}"]`) })).toContainText(
    '重新提交 · 由您退回',
  )
  // Others have waited longer; this one comes first.
  await page.getByRole('button', { name: '领取下一件' }).click()
  await page.waitForURL(`**/filings/${id}`)
  const changes = page.getByRole('region', { name: '退回与修改' })
  const serial = changes.getByRole('listitem').filter({ hasText: '发动机出厂编号' })
  await expect(serial.locator('del')).toHaveText('CNFCG30992')
  await expect(serial.locator('ins')).toHaveText('CNFCG30993')
  await expect(changes.getByRole('listitem').filter({ hasText: '机械型号' })).toContainText(
    '要求更正，未改动',
  )
  await expect(changes.getByRole('listitem').filter({ hasText: '机身正面照片' })).toContainText('已换新照片')
  const compared = page.getByRole('region', { name: '机身正面照片：新旧对照' })
  const pictures = compared.getByRole('img')
  await expect(pictures).toHaveCount(2)
  for (const at of [0, 1])
    await expect
      .poll(() => pictures.nth(at).evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth))
      .toBeGreaterThan(0)
  await page.getByText('滑动对比').click()
  await compared.getByRole('slider', { name: '新旧照片的分界' }).fill('20')

  // The first submission, to read only.
  await page.getByText('第 1 次提交', { exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: '正在查看第 1 次提交' })).toBeVisible()
  await expect(page.getByRole('region', { name: '发动机信息' })).toContainText('CNFCG30992')
  await expect(page.getByRole('button', { name: '审核通过' })).toHaveCount(0)
  await page.getByRole('button', { name: '回到本次提交' }).click()
  await expect(page.getByRole('button', { name: '审核通过' })).toBeVisible()
}
