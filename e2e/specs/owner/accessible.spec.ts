import type { Page } from '@playwright/test'
import { graveFaults } from '../../fixtures/grave-faults'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'
import { signInByPassword } from '../../pages/owner-account'

test.use(PHONE)

/** Every owner page, with the demo's own data. */
const PHONE_NUMBER = '13800001001'
const PASSWORD = 'demo-Nrmm-2026'
const OPEN_TO_ALL = ['/m', '/m/register', '/m/sign-in', '/m/forgot', '/m/guide', '/m/enter']
const OWN = ['/m', '/m/me', '/m/filings', '/m/notices', '/m/machines', '/m/changes']
const STEPS = ['basic', 'photos', 'codes.1', 'codes.2', 'codes.3', 'codes.4', 'machine', 'other', 'done']
const CHANGES = ['place', 'owner', 'dpf', 'details', 'cancellation']

type Row = { id: string; status: string }

/** All addresses of this owner's filings and machines, one for each state. */
async function ownAddresses(page: Page): Promise<string[]> {
  const signedIn = await page.request.post('/api/v1/sessions', {
    data: { phone: PHONE_NUMBER, password: PASSWORD },
  })
  const headers = { authorization: `Bearer ${(await signedIn.json()).accessToken}` }
  const list = async (path: string): Promise<Row[]> =>
    (await (await page.request.get(`/api/v1${path}?limit=100`, { headers })).json()).data
  const filings = new Map((await list('/filings')).map((filing) => [filing.status, filing.id]))
  const draft = await page.request.post('/api/v1/filings', { headers, data: { hasNameplate: true } })
  const edit = `/m/filings/${(await draft.json()).id}/edit`
  const machine = (await list('/machines'))[0]?.id
  return [
    ...[...filings].flatMap(([status, id]) => (status === 'DRAFT' ? [] : [`/m/filings/${id}`])),
    ...(filings.has('RETURNED') ? [`/m/filings/${filings.get('RETURNED')}/correct`] : []),
    ...(filings.has('APPROVED') ? [`/m/filings/${filings.get('APPROVED')}/pickup`] : []),
    ...STEPS.map((step) => `${edit}?step=${step}`),
    ...(machine ? [`/m/machines/${machine}`] : []),
    ...(machine ? CHANGES.map((type) => `/m/machines/${machine}/change/${type}`) : []),
  ]
}

async function look(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'networkidle' })
  await expect(page.getByRole('heading', { level: 1 }), address).toBeVisible()
  expect(await graveFaults(page), address).toEqual([])
  // Text at 200 %: everything is measured in rem, as the phone's own setting does it.
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  expect(await graveFaults(page), `${address} at 200 %`).toEqual([])
}

test('pages open to all', async ({ page }) => {
  for (const address of OPEN_TO_ALL) await look(page, address)
})

test('an owner’s own pages, filings, form and changes', async ({ page }) => {
  await page.goto('/m/sign-in')
  await signInByPassword(page, PHONE_NUMBER, PASSWORD)
  await expect(page.getByRole('link', { name: '我的账号' })).toBeVisible()
  for (const address of [...OWN, ...(await ownAddresses(page))]) await look(page, address)
})
