import type { APIRequestContext, Page } from '@playwright/test'
import { Office } from '../../fixtures/decisions'
import { graveFaults, tooWide } from '../../fixtures/grave-faults'
import { newOfficer } from '../../fixtures/new-officer'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { undoSeconds } from '../../fixtures/undo-time'
import { expect, test } from '../../fixtures/world'
import { signInByPassword } from '../../pages/owner-account'
import { signIn } from '../../pages/sign-in'
import { submittable } from '../filing/manual-machine'

/** The changes desk of 房山区, where no other test decides. */
const DISTRICT = '110111'
const ENTRY = {
  kind: 'MACHINE',
  districtCode: DISTRICT,
  codes: {},
  machine: { categoryCode: 'BULLDOZER', name: '推土机', model: 'SD16', serial: 'SD-0001' },
  engine: { fuelCode: 'DIESEL', serial: 'CNFCG309920102' },
}

type World = { request: APIRequestContext; baseURL: string | undefined; dataDir: string }
type Asked = { owner: Owner; machineId: string; registrationNumber: string; changeId: string }

/** A collected machine whose owner asks for a new serial. */
async function asked(
  { request, baseURL, dataDir }: World,
  serial: string,
  withPhoto: boolean,
): Promise<Asked> {
  const office = await Office.openNew(baseURL ?? '', DISTRICT)
  const owner = await registerOwner(request, dataDir, newPerson('何建业'))
  const { id } = await owner.post('/filings', ENTRY, 201)
  await owner.patch(`/filings/${id}`, await submittable(owner, ENTRY))
  await owner.post(`/filings/${id}/submit`)
  const { pickupCode, machineId, registrationNumber } = await office.approveFiling(id, '3')
  await office.handOver(pickupCode, owner.name, owner.idNumber)
  const photos = withPhoto
    ? [{ slot: 'MACHINE_PLATE', photoId: await owner.upload(await jpeg(`铭牌 ${serial}`, { hue: 250 })) }]
    : []
  const change = await owner.post(
    `/machines/${machineId}/changes`,
    { type: 'DETAILS', machine: { serial }, photos },
    201,
  )
  return { owner, machineId, registrationNumber, changeId: change.id }
}

async function signInAsReviewer(page: Page, baseURL: string | undefined): Promise<void> {
  const { username, password } = await newOfficer(baseURL, DISTRICT)
  await signIn(page, username, password)
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const banner = (page: Page) => page.getByRole('banner')
/** Until the page's scripts have taken over no key is heard. */
const untilHeard = (page: Page) => page.getByRole('heading', { level: 1 }).click()

test('without its photo a new serial goes back, taken back and again; with it, it passes by keys', async ({
  page,
  request,
  baseURL,
  dataDir,
}) => {
  await undoSeconds(dataDir, DISTRICT, 60)
  const world = { request, baseURL, dataDir }
  const bare = await asked(world, 'SD-77001', false)
  const shown = await asked(world, 'SD-77002', true)
  await signInAsReviewer(page, baseURL)
  await page.goto(`/changes/${bare.changeId}`)
  await untilHeard(page)
  await expect(button(page, '通过')).toHaveCount(0)
  await page.keyboard.press('c')
  await expect(page.getByText(/您已领取，保留至 \d\d:\d\d/)).toBeVisible()
  await expect(page.getByRole('region', { name: '自动核对' })).toContainText('缺少证明照片：改动机械出厂编号')

  await page.keyboard.press('a')
  const approving = page.getByRole('dialog', { name: '通过其它信息变更' })
  await expect(approving).toContainText(bare.registrationNumber)
  await expect(approving).toContainText(`机主 ${bare.owner.name}`)
  await approving.getByRole('button', { name: '确认通过' }).click()
  await expect(approving.getByText('请写明怎样核实')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(approving).toBeHidden()

  await page.keyboard.press('r')
  const returning = page.getByRole('dialog', { name: '退回信息变更' })
  await expect(returning.getByRole('textbox')).toHaveValue(/^请补充照片：改动机械出厂编号/)
  await returning.getByRole('textbox').fill('请补拍机械铭牌')
  await returning.getByRole('button', { name: '退回' }).click()
  await page.waitForURL((url) => !url.pathname.includes(bare.changeId))
  await expect(banner(page)).toContainText('已决定 退回其它信息变更：推土机')
  expect((await bare.owner.get('/changes')).data[0].status).toBe('SUBMITTED')

  await page.keyboard.press('u')
  await page.waitForURL(`**/changes/${bare.changeId}`)
  await untilHeard(page)
  await page.keyboard.press('r')
  await expect(returning.getByRole('textbox')).toHaveValue('请补拍机械铭牌')
  await undoSeconds(dataDir, DISTRICT, 1)
  await returning.getByRole('button', { name: '退回' }).click()
  await expect(banner(page)).toContainText(/退回其它信息变更：.*已生效/)
  expect((await bare.owner.get('/changes')).data[0]).toMatchObject({
    status: 'RETURNED',
    comment: '请补拍机械铭牌',
  })

  await page.goto(`/changes/${shown.changeId}`)
  await untilHeard(page)
  // Claimed already where it was the next one.
  await page.keyboard.press('c')
  await expect(page.getByText(/您已领取/)).toBeVisible()
  await page.keyboard.press('a')
  await expect(approving).toContainText('SD-77002')
  // To the confirmation where a check is in doubt; where none is, the focus is there and the key does nothing.
  await page.keyboard.press('y')
  await expect(approving.getByRole('button', { name: '确认通过' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(approving).toBeHidden()
  await expect(banner(page)).toContainText(/通过其它信息变更：.*已生效/)
  expect((await shown.owner.get(`/machines/${shown.machineId}`)).content.machine.serial).toBe('SD-77002')
})

/** Lines on which a text that is seen stands; 0: it is not there. */
const linesOf = (page: Page, text: string) =>
  page.evaluate((wanted) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const lines: number[] = []
    while (texts.nextNode()) {
      const { currentNode } = texts
      const from = currentNode.textContent?.indexOf(wanted) ?? -1
      if (from < 0 || !currentNode.parentElement?.offsetParent) continue
      const range = document.createRange()
      range.setStart(currentNode, from)
      range.setEnd(currentNode, from + wanted.length)
      lines.push(new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size)
    }
    return Math.max(0, ...lines)
  }, text)

test('codes are not broken inside, on the phone, at 150 % zoom and on the desk', async ({
  page,
  browser,
  request,
  baseURL,
  dataDir,
}) => {
  const serial = 'SD22020093887712'
  const { changeId, registrationNumber, owner } = await asked({ request, baseURL, dataDir }, serial, true)
  await signInAsReviewer(page, baseURL)
  for (const [width, height] of [
    [390, 844],
    [911, 512],
    [1366, 768],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.goto('/changes')
    await expect(page.getByText(registrationNumber)).toBeVisible()
    expect(await linesOf(page, registrationNumber), `list, ${width} px`).toBe(1)
    await page.goto(`/changes/${changeId}`)
    await expect(page.getByRole('region', { name: '变更内容' })).toContainText(serial)
    expect(await linesOf(page, serial), `desk, ${width} px`).toBe(1)
    expect(await tooWide(page)).toBe(0)
  }
  const phone = await (await browser.newContext(PHONE)).newPage()
  await phone.goto(`${baseURL}/m/sign-in`)
  await signInByPassword(phone, owner.phone, owner.password)
  await expect(phone).toHaveURL(`${baseURL}/m`)
  await phone.goto(`${baseURL}/m/changes`)
  await expect(phone.getByRole('region', { name: '变更记录' })).toContainText(serial)
  for (const code of [serial, registrationNumber]) expect(await linesOf(phone, code)).toBe(1)
  await phone.context().close()
})

test('what a colleague has claimed is told, and the desk fits at 150 % zoom', async ({
  browser,
  page,
  request,
  baseURL,
  dataDir,
}) => {
  const { changeId } = await asked({ request, baseURL, dataDir }, 'SD-77003', true)
  await signInAsReviewer(page, baseURL)
  await page.setViewportSize({ width: 911, height: 512 })
  await page.goto(`/changes/${changeId}`)
  await expect(button(page, '领取审核')).toBeInViewport()
  const supervisor = await (await browser.newContext()).newPage()
  await signIn(supervisor, 'supervisor')
  await supervisor.goto(`/changes/${changeId}`)
  await expect(supervisor.getByRole('toolbar', { name: '审核操作' })).toHaveCount(0)

  await button(page, '领取审核').click()
  await expect(button(page, '通过')).toBeInViewport()
  await expect(supervisor.getByText('正在审核', { exact: false })).toBeVisible()
  await expect(supervisor.getByRole('button', { name: '放回' })).toBeVisible()
  await supervisor.context().close()

  expect(await tooWide(page)).toBe(0)
  expect(await graveFaults(page)).toEqual([])
  const [data, main] = [
    await page.getByRole('region', { name: '变更内容' }).boundingBox(),
    await page.getByRole('main').boundingBox(),
  ]
  expect((data?.width ?? 0) / (main?.width ?? 1)).toBeGreaterThan(0.5)
  expect(data?.y ?? 512, 'the changed fields are seen without scrolling').toBeLessThan(256)
  await button(page, '放回').click()
  await page.waitForURL('**/changes')
})
