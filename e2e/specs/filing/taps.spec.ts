import { newPerson, registerOwner } from '../../fixtures/owner'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'
import { submittable } from './manual-machine'

test('a double tap on 领取下一件 claims one filing', async ({ page }) => {
  await signIn(page, 'reviewer.haidian')
  await page.goto('/queues/pending')
  const claims: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/filings/next')) claims.push(request.url())
  })
  const take = page.getByRole('button', { name: '领取下一件' })
  const answered = page.waitForResponse('**/api/console/filings/next')
  await take.dblclick()
  // The third comes when the first has been answered and the filing is being opened, unless it has been opened by then.
  await answered
  await take.evaluateAll((buttons: HTMLButtonElement[]) => buttons.map((button) => button.click()))
  await page.getByRole('button', { name: '放回队列' }).click()
  await expect(page).toHaveURL(/\/queues\/pending$/)
  expect(claims).toHaveLength(1)
})

test('a decision on what somebody else has decided says that it was not taken', async ({
  page,
  request,
  dataDir,
  baseURL,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('周到'))
  const known = await owner.post('/catalogue/checks', { group: 1, machineEnvCode: '88811111QH3111446' })
  const { id } = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  await owner.patch(`/filings/${id}`, await submittable(owner, known.entry))
  await owner.post(`/filings/${id}/submit`)
  await signIn(page, 'reviewer')
  await page.goto(`/filings/${id}`)
  await page.getByRole('button', { name: '领取审核' }).click()
  await page.getByRole('button', { name: '不予登记' }).click()
  const dialog = page.getByRole('dialog', { name: '不予登记' })
  await dialog.getByRole('textbox').fill('不属于登记范围')

  const { version } = await (await page.request.get(`/api/console/filings/${id}`)).json()
  const first = await page.request.post(`/api/console/filings/${id}/decline`, {
    headers: { origin: baseURL ?? '' },
    data: { version, reason: '另一窗口已办理' },
  })
  expect(first.ok()).toBe(true)
  await dialog.getByRole('button', { name: '确认不予登记' }).click()

  await expect(page.getByRole('button', { name: '审核通过' })).toHaveCount(0)
  await expect(page.getByText('没有办理：')).toBeVisible()
})

test('a note is written once, however fast it is sent twice', async ({ page }) => {
  await signIn(page, 'reviewer')
  const { data } = await (await page.request.get('/api/console/filings?queue=pending')).json()
  await page.goto(`/filings/${data[0].id}`)
  const notes = page.getByRole('region', { name: '内部备注' })
  const text = `电话无人接听 ${Date.now()}`
  await notes.getByRole('textbox').fill(text)
  await notes.locator('form').evaluate((form: HTMLFormElement) => {
    form.requestSubmit()
    form.requestSubmit()
  })
  await expect(notes.getByText(text)).toHaveCount(1)
  await expect(notes.getByRole('textbox')).toHaveValue('')
  await page.reload()
  await expect(notes.getByText(text)).toHaveCount(1)
})
