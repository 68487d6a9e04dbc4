import type { Page } from '@playwright/test'
import { readPdf } from '../../../testing/read-pdf'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { jpeg } from '../../fixtures/pictures'
import { expect, test } from '../../fixtures/world'
import { expectEffect, expectNextOpened, openAndClaim } from '../../pages/desk'
import { signInByPage } from '../../pages/sign-in'
import { submittable } from './manual-machine'

/** The manual's machine from 第二步 to 第七步, from the public API to the printed papers. */
const CODE = '88811111QH3111446'
const NAME = '孙志远'

test('file, return, correct, approve, collect', async ({ page, browser, request, dataDir }) => {
  const owner = await registerOwner(request, dataDir, newPerson(NAME))

  // 第四步、第五步: an incomplete draft is refused with all faults by path; completed, it is submitted.
  const known = await owner.post('/catalogue/checks', { group: 1, machineEnvCode: `*${CODE}*` })
  expect(known.matched).toBe(true)
  expect(known.entry.machine.categoryCode).toBe('BULLDOZER')
  const draft = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  const refused = await owner.post(`/filings/${draft.id}/submit`, undefined, 422)
  expect(refused.errors.map((fault: { path: string }) => fault.path)).toEqual(
    expect.arrayContaining(['placeCode', 'photos.BODY_FRONT', 'machine.categoryCode', 'engine.fuelCode']),
  )
  await owner.patch(`/filings/${draft.id}`, await submittable(owner, known.entry))
  expect((await owner.post(`/filings/${draft.id}/submit`)).status).toBe('SUBMITTED')

  // 第六步: the reviewer marks the photo and returns the filing because it is not clear.
  await signInByPage(page, 'reviewer')
  await openAndClaim(page, draft.id, CODE)
  await expect(page.getByRole('region', { name: '机主' })).toContainText(NAME)
  await expect(page.getByText(CODE).first()).toBeVisible()
  await expect(page.getByText(`110101********${owner.idNumber.slice(-4)}`)).toBeVisible()
  // Where codes are to be compared the plate is seen first; the first photo has its digit.
  await expect(page.getByRole('option', { selected: true })).toContainText('机械铭牌')
  await page.keyboard.press('1')
  await page.keyboard.press('x')
  await page.getByRole('button', { name: /退回重填/ }).click()
  const returning = page.getByRole('region', { name: '退回重填', exact: true })
  await returning.getByRole('checkbox', { name: '图片不清晰' }).check()
  await returning.getByRole('button', { name: '确认退回' }).click()
  await expectNextOpened(page, draft.id)
  await expectEffect(page, draft.id, 'RETURN')
  await releaseOpenedFiling(page)

  // 退回重填: the owner reads the reason, corrects the photo and resubmits.
  const returned = await owner.get(`/filings/${draft.id}`)
  expect(returned.status).toBe('RETURNED')
  expect(returned.returnReasons).toEqual([
    { code: 'PHOTO_UNCLEAR', text: '图片不清晰', fields: ['photos.BODY_FRONT'] },
  ])
  const { data: notices } = await owner.get('/notices')
  expect(notices[0].kind).toBe('RETURNED')
  const clearer = await owner.upload(await jpeg('机身正面（重拍）', { hue: 90 }))
  const photos = [{ slot: 'BODY_FRONT', photoId: clearer }]
  await owner.patch(`/filings/${draft.id}`, { photos })
  expect((await owner.post(`/filings/${draft.id}/submit`)).status).toBe('SUBMITTED')

  // The second review shows what changed; approval issues number and pickup code.
  await openAndClaim(page, draft.id, CODE)
  const second = page.getByRole('region', { name: '退回与修改' })
  await expect(second).toContainText('图片不清晰')
  await expect(second.getByRole('listitem')).toHaveText(/机身正面照片.*已换新照片/)
  await page.getByRole('button', { name: '审核通过' }).click()
  const approving = page.getByRole('dialog', { name: '审核通过并发放登记号码' })
  await expect(approving.getByRole('radio', { name: '国三' })).toBeChecked()
  await expect(approving).toContainText('依据：环保信息公开编号第 5–6 位为排放阶段')
  await approving.getByRole('button', { name: '确认通过' }).click()
  await expectNextOpened(page, draft.id)
  await expectEffect(page, draft.id, 'APPROVE')
  await releaseOpenedFiling(page)

  const approved = await owner.get(`/filings/${draft.id}`)
  expect(approved.status).toBe('APPROVED')
  expect(approved.registrationNumber).toMatch(/^3-[0-9A-HJ-NP-Z]{8}$/)
  expect(approved.pickup.code).toMatch(/^\d{6}$/)
  expect(approved.pickup.office.address).not.toBe('')

  // 第七步: the counter looks it up by the code, prints, checks the identity, hands over.
  const counter = await (await browser.newContext()).newPage()
  await collect(counter, owner, approved)
  expect((await owner.get(`/filings/${draft.id}`)).status).toBe('COLLECTED')
  expect((await owner.get('/notices')).data[0].kind).toBe('COLLECTED')
  await page.goto(`/filings/${draft.id}`)
  await expect(page.getByRole('region', { name: '办理经过' })).toContainText('发放号码和证件')
})

/** Releases the demo filing that the desk opened: other tests may need it. */
async function releaseOpenedFiling(page: Page): Promise<void> {
  if (page.url().endsWith('/queues/pending')) return
  await page.getByRole('button', { name: '放回队列' }).click()
  await page.waitForURL('**/queues/pending')
}

type Approved = { id: string; registrationNumber: string; pickup: { code: string } }

async function collect(
  page: Page,
  owner: Owner,
  { id, registrationNumber, pickup }: Approved,
): Promise<void> {
  await signInByPage(page, 'counter')
  await page.goto('/counter')
  await page.keyboard.type(pickup.code)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: registrationNumber })).toBeVisible()
  await checkPapers(page, id, registrationNumber)

  // Enter leads on: from the number to the things on the table, of which none is ticked, and to the question.
  await page.getByLabel('证件号后四位或全号').fill(owner.idNumber.slice(-4))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('checkbox', { name: '全部' })).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  const asking = page.getByRole('dialog')
  await expect(asking).toContainText(NAME)
  await asking.getByRole('button', { name: '确认发放' }).click()
  await expect(page.getByText(`${registrationNumber} 已发放给 机主 ${NAME}`)).toBeVisible()
  await expect(page.getByRole('textbox')).toBeFocused()

  // A second look-up hands out nothing.
  await page.keyboard.type(registrationNumber)
  await page.keyboard.press('Enter')
  await expect(page.getByText(new RegExp(`已于 .* 由机主 ${NAME} 领取`))).toBeVisible()
}

/** Checks every paper: page sizes (mm) and required text. */
async function checkPapers(page: Page, filingId: string, registrationNumber: string): Promise<void> {
  const papers = [
    {
      document: 'collection-form',
      width: 210,
      height: 297,
      texts: [registrationNumber, NAME, CODE, '推土机'],
    },
    { document: 'collection-card', width: 88, height: 60, texts: [registrationNumber, '此证应随机械携带'] },
    { document: 'marking-guide', width: 210, height: 297, texts: [registrationNumber] },
    { document: 'number-strip', width: 500, height: 100, texts: [registrationNumber] },
  ]
  for (const { document, width, height, texts } of papers) {
    const answer = await page.request.get(`/api/console/filings/${filingId}/documents/${document}.pdf`)
    expect(answer.headers()['content-type']).toBe('application/pdf')
    const pages = await readPdf(await answer.body())
    expect(Math.round((pages[0]?.width ?? 0) / 2.834_646)).toBe(width)
    expect(Math.round((pages[0]?.height ?? 0) / 2.834_646)).toBe(height)
    const all = pages.map((one) => one.all).join('')
    for (const text of texts) expect(all).toContain(text)
  }
}
