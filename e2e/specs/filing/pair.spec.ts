import type { APIRequestContext } from '@playwright/test'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'
import { submittable } from './manual-machine'

/** Two registrations that look alike, side by side, and what an officer judges of them. */

type World = { request: APIRequestContext; dataDir: string }

async function file({ request, dataDir }: World, name: string, serial: string): Promise<string> {
  const owner = await registerOwner(request, dataDir, newPerson(name))
  const { id } = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  const machine = {
    categoryCode: 'BULLDOZER',
    name: '推土机',
    manufacturer: '晨光机械厂',
    model: 'CG160',
    serial,
  }
  const entry = { codes: {}, machine, engine: { fuelCode: 'DIESEL' } }
  await owner.patch(`/filings/${id}`, await submittable(owner, entry))
  await owner.post(`/filings/${id}/submit`)
  return id
}

const unique = () => `${Date.now()}`.slice(-7)

test('two machines: seen side by side from the queue, judged, and said by whom', async ({
  page,
  request,
  dataDir,
}) => {
  const tail = unique()
  const first = await file({ request, dataDir }, '方并一', `PR-O${tail}`)
  const second = await file({ request, dataDir }, '方并二', `PR-0${tail}`)
  await signIn(page, 'reviewer')
  await page.goto(`/queues/duplicates?q=${tail}`)
  await page.locator(`a[href="/filings/${second}/pair"]`).first().click()
  await page.waitForURL(`**/filings/${second}/pair`)
  const table = page.getByRole('table', { name: '两件登记对照' })
  const serial = table.getByRole('row', { name: /机械出厂编号/ })
  await expect(serial.locator('mark')).toHaveText(['0', 'O'])
  await expect(table).toContainText('方并一')
  await expect(table).toContainText('方并二')
  await expect(page.getByRole('region', { name: '照片对照' }).locator('img[data-photo]')).toHaveCount(2)
  await page.getByRole('option', { name: /机身后面/ }).click()
  await expect(page.getByText('本件：机身后面照片')).toBeVisible()

  await page.keyboard.press('b')
  const dialog = page.getByRole('dialog', { name: '判定不是同一台机械' })
  await dialog.getByRole('button', { name: '确认判定' }).click()
  await expect(dialog).toContainText('请填写不是同一台的理由')
  await dialog.getByRole('textbox').fill('铭牌照片不同')
  await dialog.getByRole('button', { name: '确认判定' }).click()
  await expect(dialog).toBeHidden()
  // Filings of other tests share the photos: the next pair to be judged may stand there.
  await page.goto(`/filings/${second}/pair?with=${first}`)
  await expect(page.getByRole('list', { name: '判定记录' })).toContainText(/判定不是同一台：铭牌照片不同/)

  await page.goto(`/filings/${first}`)
  const checks = page.getByRole('region', { name: '自动核对' })
  await expect(checks).toContainText(/于 \d{4}-\d\d-\d\d 判定不是同一台/)
  await expect(checks.getByLabel('人员判定')).toBeVisible()
  await expect(checks).toContainText('1 项由人员判定')
})

test('one machine: nothing is declined by it, the decision is prepared with its reason', async ({
  page,
  request,
  dataDir,
}) => {
  const serial = `PS${unique()}`
  await file({ request, dataDir }, '方同一', serial)
  const second = await file({ request, dataDir }, '方同二', serial)
  await signIn(page, 'reviewer')
  await page.goto(`/filings/${second}`)
  await page.getByRole('link', { name: '并排对照' }).first().click()
  await page.waitForURL(`**/filings/${second}/pair?**`)
  await page.getByRole('button', { name: '是同一台机械' }).click()
  const dialog = page.getByRole('dialog', { name: '判定为同一台机械' })
  await dialog.getByRole('radio', { name: /^另一件/ }).click()
  await dialog.getByRole('button', { name: '确认判定' }).click()
  await expect(page.getByText('判定本身不改变任何一件，本件还须另行办理')).toBeVisible()
  await page.getByRole('button', { name: '去不予登记' }).click()
  await page.waitForURL(`**/filings/${second}`)
  const decline = page.getByRole('dialog', { name: '不予登记' })
  await expect(decline.getByRole('textbox')).toHaveValue('与另一件正在办理的登记为同一台机械，属于重复登记')
  await decline.getByRole('button', { name: '取消' }).click()
  await expect(page.getByRole('button', { name: '审核通过' })).toBeVisible()
  await expect(page.getByRole('region', { name: '自动核对' })).toContainText('1 件已判定为同一台')
})
