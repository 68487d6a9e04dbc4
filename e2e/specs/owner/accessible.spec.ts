import type { APIRequestContext, Page } from '@playwright/test'
import { graveFaults, tooWide } from '../../fixtures/grave-faults'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'
import { signInByPassword } from '../../pages/owner-account'

test.use(PHONE)

/** Every owner page, with the demo data. */
const PHONE_NUMBER = '13800001102'
const PASSWORD = 'demo-Nrmm-2026'
const OPEN_TO_ALL = ['/m', '/m/register', '/m/sign-in', '/m/forgot', '/m/guide', '/m/enter']
const OWN = [
  '/m',
  '/m/me',
  '/m/me/proof',
  '/m/me/dispute',
  '/m/filings',
  '/m/notices',
  '/m/machines',
  '/m/changes',
]
const STEPS = ['basic', 'photos', 'codes.1', 'codes.2', 'codes.3', 'codes.4', 'machine', 'other', 'done']
const CHANGES = ['place', 'owner', 'dpf', 'details', 'cancellation']

type Row = { id: string; status: string }
type Own = { filings: Map<string, string>; machine: string; draft: string }

/** The owner's filings by status, a machine, and a draft for the form. */
async function ownRows(request: APIRequestContext): Promise<Own> {
  const credentials = { phone: PHONE_NUMBER, password: PASSWORD }
  const { accessToken } = await (await request.post('/api/v1/sessions', { data: credentials })).json()
  const headers = { authorization: `Bearer ${accessToken}` }
  const list = async (path: string): Promise<Row[]> =>
    (await (await request.get(`/api/v1${path}?limit=100`, { headers })).json()).data
  const filings = new Map((await list('/filings')).map(({ status, id }) => [status, id]))
  const draft = await (
    await request.post('/api/v1/filings', { headers, data: { hasNameplate: true } })
  ).json()
  return { filings, machine: (await list('/machines'))[0]?.id ?? '', draft: draft.id }
}

async function checkPage(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'networkidle' })
  await expect(page.getByRole('heading', { level: 1 }), address).toBeVisible()
  expect(await graveFaults(page), address).toEqual([])
  // Text at 200 %: all sizes are in rem, so that the phone's own setting applies.
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  expect(await tooWide(page), `${address} at 200 %`).toBe(0)
  await page.setViewportSize({ width: 360, height: 640 })
  expect(await tooWide(page), `${address} at 200 % of 360 px`).toBe(0)
  await page.setViewportSize(PHONE.viewport)
}

async function checkPagesSignedIn(page: Page, addresses: string[]): Promise<void> {
  await page.goto('/m/sign-in')
  await signInByPassword(page, PHONE_NUMBER, PASSWORD)
  await expect(page.getByRole('link', { name: '我的账号' })).toBeVisible()
  for (const address of addresses) await checkPage(page, address)
}

test('pages open to all', async ({ page }) => {
  for (const address of OPEN_TO_ALL) await checkPage(page, address)
})

test('an owner’s lists and filings in every state', async ({ page, request }) => {
  const { filings } = await ownRows(request)
  const seen = [...filings].filter(([status]) => status !== 'DRAFT').map(([, id]) => `/m/filings/${id}`)
  const correct = `/m/filings/${filings.get('RETURNED')}/correct`
  const pickup = `/m/filings/${filings.get('APPROVED')}/pickup`
  await checkPagesSignedIn(page, [...OWN, ...seen, correct, pickup])
})

test('each step of the form', async ({ page, request }) => {
  const { draft } = await ownRows(request)
  await checkPagesSignedIn(
    page,
    STEPS.map((step) => `/m/filings/${draft}/edit?step=${step}`),
  )
})

test('a machine and each form of a change', async ({ page, request }) => {
  const machine = `/m/machines/${(await ownRows(request)).machine}`
  await checkPagesSignedIn(page, [machine, ...CHANGES.map((type) => `${machine}/change/${type}`)])
})
