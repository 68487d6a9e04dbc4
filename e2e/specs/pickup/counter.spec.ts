import { databaseUrlOf } from '../../fixtures/instance'
import { makePickups } from '../../fixtures/many-pickups'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

test('an owner with more numbers than are shown at once: the rest is shown on asking', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('刘德胜'))
  const { id } = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  const numbers = await makePickups(databaseUrlOf(dataDir), id, owner.phone.slice(-3), 33)

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
