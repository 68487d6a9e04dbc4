import type { APIRequestContext, Page } from '@playwright/test'
import { databaseUrlOf } from '../../fixtures/instance'
import { makePickups } from '../../fixtures/many-pickups'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

async function oneWaiting(request: APIRequestContext, dataDir: string, name: string) {
  const owner = await registerOwner(request, dataDir, newPerson(name))
  const { id } = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  return { owner, numbers: await makePickups(databaseUrlOf(dataDir), id, owner.phone.slice(-5), 1) }
}

/** As a hand scanner types: faster than a busy machine would pass on key by key. */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate(
    (keys) => {
      const target = document.activeElement ?? document.body
      for (const key of keys)
        target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    },
    [...text, 'Enter'],
  )
}

test('an owner with more numbers than are shown at once: the rest is shown on asking', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('刘德胜'))
  const { id } = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  const numbers = await makePickups(databaseUrlOf(dataDir), id, owner.phone.slice(-5), 33)

  await signIn(page, 'counter')
  await page.goto('/counter')
  await page.getByRole('textbox').fill(`+86 ${owner.phone}`)
  await page.keyboard.press('Enter')
  const found = page.getByRole('region', { name: '查找结果' })
  await expect(found.getByRole('status')).toContainText('先显示 30 件，还有更多')
  await expect(found.getByRole('listitem')).toHaveCount(30)
  await found.getByRole('button', { name: '显示更多' }).click()

  await expect(found.getByRole('status')).toContainText('找到 33 件')
  await expect(found.getByRole('listitem').locator('strong')).toHaveText(numbers)
  await expect(found.getByRole('button', { name: '显示更多' })).toHaveCount(0)
  // The focus is on the first of the added ones.
  await expect(found.getByRole('button', { name: numbers[30] })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: numbers[30] })).toBeVisible()
})

test('nothing found says so, and what else it may be', async ({ page }) => {
  await signIn(page, 'counter')
  await page.goto('/counter')
  await page.getByRole('textbox').fill('13900000000')
  await page.keyboard.press('Enter')
  await expect(page.getByText('没有找到待领取的号码')).toBeVisible()
  await expect(page.getByText('也可能不属于本辖区')).toBeVisible()
})

test('a look-up that fails, finds nothing or is not understood leaves nobody on the screen, and can be tried again', async ({
  page,
  request,
  dataDir,
}) => {
  const { owner, numbers } = await oneWaiting(request, dataDir, '冯建华')
  await signIn(page, 'counter')
  await page.goto('/counter')
  const line = page.getByRole('textbox', { name: /^领取码/ })
  const former = page.getByRole('heading', { name: numbers[0] })
  const look = async (text: string) => {
    await line.fill(text)
    await page.keyboard.press('Enter')
  }
  await look(owner.phone)
  await expect(former).toBeVisible()
  await look('13900000000')
  await expect(page.getByText('没有找到待领取的号码')).toBeVisible()
  await expect(former).toHaveCount(0)

  await look(owner.phone)
  await expect(former).toBeVisible()
  await look('12345')
  await expect(page.getByText('领取码为 6 位数字，还差 1 位')).toBeVisible()
  await expect(former).toHaveCount(0)

  await look(owner.phone)
  await expect(former).toBeVisible()
  await page.route('**/pickups/lookup*', (route) => route.abort())
  await look('964069')
  await expect(page.getByText('无法连接服务器')).toBeVisible()
  await expect(former).toHaveCount(0)
  await expect(line).toHaveValue('964069')
  await page.unroute('**/pickups/lookup*')
  await line.fill(owner.phone)
  await page.keyboard.press('Enter')
  await expect(former).toBeVisible()
})

test('a hand scanner is understood wherever the focus is', async ({ page, request, dataDir }) => {
  const { owner, numbers } = await oneWaiting(request, dataDir, '蒋文斌')
  const token = `pickup-e2e-${owner.phone}-token`
  await query(
    databaseUrlOf(dataDir),
    'UPDATE machine SET "checkToken" = $1 WHERE "registrationNumber" = $2',
    [token, numbers[0]],
  )
  await signIn(page, 'counter')
  await page.goto('/counter')
  await page.getByRole('textbox', { name: /^领取码/ }).fill(owner.phone)
  await page.keyboard.press('Enter')
  const number = page.getByRole('heading', { name: numbers[0] })
  await expect(number).toBeVisible()
  await page.getByRole('checkbox', { name: '全部' }).focus()

  // The pickup code of somebody else, as the QR code of an owner's page has it: the person before is gone.
  await scan(page, '000001')
  await expect(page.getByText('没有找到待领取的号码')).toBeVisible()
  await expect(number).toHaveCount(0)

  await page.getByRole('heading', { name: '号码领取' }).click()
  await scan(page, `https://nrmm.example.cn/check/${token}`)
  await expect(number).toBeVisible()
  await expect(page.getByText('识别为：采集卡二维码')).toBeVisible()
})
