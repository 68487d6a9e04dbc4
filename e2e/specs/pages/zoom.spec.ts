import { firstPending, ZOOMS } from '../../fixtures/console-pages'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

test('on a desk the photos leave half of the width to the data, at every zoom', async ({ page }) => {
  await signIn(page, 'reviewer')
  await page.goto(await firstPending(page))
  const data = page.getByRole('region', { name: '自动核对' })
  const main = page.getByRole('main')
  for (const { name, ...size } of ZOOMS) {
    await page.setViewportSize(size)
    const [box, all] = [await data.boundingBox(), await main.boundingBox()]
    expect((box?.width ?? 0) / (all?.width ?? 1), name).toBeGreaterThan(0.5)
    expect(box?.x ?? 0, `${name}: the photos stand beside`).toBeGreaterThan(size.width * 0.35)
  }
})
