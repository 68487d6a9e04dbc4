import type { APIRequestContext, Page } from '@playwright/test'
import { databaseUrlOf } from '../../fixtures/instance'
import { makePickups } from '../../fixtures/many-pickups'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

/** An owner with numbers that wait in 东城区. */
async function waiting(request: APIRequestContext, dataDir: string, name: string, count: number) {
  const owner = await registerOwner(request, dataDir, newPerson(name))
  const { id } = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  const numbers = await makePickups(databaseUrlOf(dataDir), id, owner.phone.slice(-5), count)
  return { owner, numbers }
}

async function lookUp(page: Page, { phone }: Owner): Promise<void> {
  await page.getByRole('textbox', { name: /^领取码/ }).fill(phone)
  await page.keyboard.press('Enter')
}

const notThe = (tail: string) => (tail === '0000' ? '1111' : '0000')

test('a wrong document number is counted; an item that was not printed is asked about; Esc loses nothing', async ({
  page,
  request,
  dataDir,
}) => {
  const { owner, numbers } = await waiting(request, dataDir, '周立新', 1)
  await signIn(page, 'counter')
  await page.goto('/counter')
  await lookUp(page, owner)
  await expect(page.getByRole('heading', { name: numbers[0] })).toBeVisible()
  const tail = owner.idNumber.slice(-4)
  await expect(page.locator('main')).not.toContainText(tail)
  for (const box of await page.getByRole('checkbox').all()) await expect(box).not.toBeChecked()

  const number = page.getByLabel('证件号后四位或全号')
  await expect(number).toBeFocused()
  await number.fill(notThe(tail))
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: '信息采集卡' }).check()
  await page.keyboard.press('Enter')
  const asking = page.getByRole('dialog')
  await expect(asking).toContainText('尚未打印 信息采集卡，仍要发放？')

  // Esc closes the dialog; on the page it asks first.
  await page.keyboard.press('Escape')
  await expect(asking).toBeHidden()
  await expect(number).toHaveValue(notThe(tail))
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').getByRole('button', { name: '保留' }).click()
  await expect(number).toHaveValue(notThe(tail))

  // Another search asks as well; a second Enter in the question leads back.
  await page.getByRole('textbox', { name: /^领取码/ }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '保留' }).click()
  await expect(number).toHaveValue(notThe(tail))
  await page.getByRole('button', { name: '确认发放' }).click()
  await expect(asking.getByRole('button', { name: '返回' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(asking).toBeHidden()
  await page.getByRole('checkbox', { name: '信息采集卡' }).uncheck()
  await page.getByRole('button', { name: '确认发放' }).click()
  await expect(page.getByText('请逐项勾选交给领取人的物品')).toBeVisible()
  await page.getByRole('checkbox', { name: '信息采集卡' }).check()
  await expect(page.getByText('请逐项勾选交给领取人的物品')).toHaveCount(0)

  await page.getByRole('button', { name: '确认发放' }).click()
  await asking.getByRole('button', { name: '仍要发放' }).click()
  await expect(page.getByText('已错 1 次，再错 4 次暂停核对')).toBeVisible()
  await expect(page.getByText('今天已填错 1 次')).toBeVisible()

  await number.fill(tail)
  await page.keyboard.press('Enter')
  await asking.getByRole('button', { name: '仍要发放' }).click()
  await expect(page.getByText(`${numbers[0]} 已发放给 机主 周立新`)).toBeVisible()
})

test('five wrong ones stop it, until a supervisor lets the counter continue', async ({
  page,
  request,
  dataDir,
  browser,
}) => {
  const { owner, numbers } = await waiting(request, dataDir, '吴志远', 1)
  await signIn(page, 'counter')
  const { data } = await (
    await page.request.post('/api/console/pickups/lookup', { data: { phone: owner.phone } })
  ).json()
  const [{ id }] = data
  for (let n = 0; n < 5; n++) {
    const collector = { kind: 'OWNER', name: '吴志远', idNumber: notThe(owner.idNumber.slice(-4)) }
    const answer = await page.request.post(`/api/console/pickups/${id}/hand-over`, {
      data: { collector, items: ['CARD'] },
    })
    expect(answer.status()).toBe(422)
  }
  await page.goto('/counter')
  await lookUp(page, owner)
  await expect(page.getByText('证件号已填错 5 次，暂停核对至')).toBeVisible()

  const supervisor = await (await browser.newContext()).newPage()
  await signIn(supervisor, 'supervisor')
  await supervisor.goto(`/counter?pickup=${id}`)
  await supervisor.getByRole('button', { name: '允许继续核对' }).click()
  await expect(supervisor.getByText('窗口可以继续核对证件')).toBeVisible()
  await supervisor.context().close()

  await page.getByLabel('证件号后四位或全号').fill(owner.idNumber.slice(-4))
  await page.getByRole('checkbox', { name: '全部' }).check()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: '仍要发放' }).click()
  await expect(page.getByText(`${numbers[0]} 已发放给 机主 吴志远`)).toBeVisible()
})

test('all machines of an owner are printed as one file and handed over together', async ({
  page,
  context,
  request,
  dataDir,
}) => {
  const { owner, numbers } = await waiting(request, dataDir, '郑国强', 3)
  await signIn(page, 'counter')
  await page.goto('/counter')
  await lookUp(page, owner)
  const found = page.getByRole('region', { name: '查找结果' })
  // Which machine is which: category, model and serial stand on the cards.
  await expect(found.getByRole('button', { name: numbers[0] })).toContainText(`LQ${owner.phone.slice(-5)}01`)
  await found.getByRole('button', { name: '一并办理' }).click()
  await page.getByRole('checkbox', { name: '全部 3 台' }).check()
  await page.keyboard.press('F2')
  const file = page.getByRole('link', { name: '打开 3 台的材料' })
  await expect(file).toBeVisible({ timeout: 60_000 })
  // Made is not printed: only its opening counts, without a reload.
  await expect(page.getByText('已生成，未打开')).toBeVisible()
  await expect(page.getByRole('cell', { name: '尚未打印', exact: true })).toHaveCount(3)
  const opening = context.waitForEvent('response', (response) => response.url().endsWith('/file'))
  await file.click()
  expect((await opening).headers()['content-type']).toBe('application/pdf')
  await expect(page.getByRole('cell', { name: '已打印', exact: true })).toHaveCount(3)

  await page.getByLabel('证件号后四位或全号').fill(owner.idNumber.slice(-4))
  await page.getByRole('group', { name: '发放物品' }).getByRole('checkbox', { name: '全部' }).check()
  await page.keyboard.press('Enter')
  const asking = page.getByRole('dialog')
  await expect(asking).not.toContainText('尚未打印')
  await asking.getByRole('button', { name: '确认发放' }).click()
  await expect(page.getByText('3 台的号码 已发放给 机主 郑国强')).toBeVisible()
  const rows = await query<{ count: string }>(
    databaseUrlOf(dataDir),
    `SELECT count(*) FROM pickup p JOIN machine m ON m.id = p."machineId"
     WHERE m."registrationNumber" = ANY($1) AND p."collectedAt" IS NOT NULL`,
    [numbers],
  )
  expect(rows[0]?.count).toBe('3')
})
