import type { Page } from '@playwright/test'
import { endWatches, findAlertsNow } from '../../fixtures/alerts'
import { databaseUrlOf } from '../../fixtures/instance'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'

/** Sets the warning threshold of 唐山's only series, so that it counts as low or not. */
const warnBelow = (url: string, numbers: number) =>
  query(url, `UPDATE number_series SET "warnBelow" = $1 WHERE "divisionCode" = '130200'`, [numbers])

/** This kind alone: filings of other tests share photos. */
const lowSeries = (page: Page) => page.getByRole('switch', { name: '本辖区：号段将用完' })

test('an alert comes with its cause, is put aside and taken back, and ends with its cause', async ({
  page,
  dataDir,
}) => {
  const url = databaseUrlOf(dataDir)
  await signIn(page, 'supervisor.tangshan')
  await page.goto('/watch')
  await lowSeries(page).click()
  await expect(lowSeries(page)).toBeChecked()

  try {
    await warnBelow(url, 2_000_000)
    await findAlertsNow(dataDir)
    await page.goto('/')
    const alert = page.getByRole('listitem').filter({ hasText: '号段将用完' })
    await expect(alert).toContainText('唐山市')
    await alert.getByRole('button', { name: '暂不提醒' }).click()
    await expect(alert).toHaveCount(0)
    await expect(page.getByText(/没有达到提醒标准的事项/)).toBeVisible()

    await page.goto('/watch')
    await page.getByText('暂不提醒的', { exact: true }).click()
    await alert.getByRole('button', { name: '恢复提醒' }).click()
    await expect(page.getByText('没有暂不提醒的事项')).toBeVisible()
    await page.getByText('当前提醒', { exact: true }).click()
    await expect(alert).toBeVisible()
  } finally {
    await warnBelow(url, 1000)
    await findAlertsNow(dataDir)
  }
  await page.reload()
  await expect(page.getByText(/没有达到提醒标准的事项/)).toBeVisible()

  await page.goto('/watch')
  await lowSeries(page).click()
  await expect(lowSeries(page)).not.toBeChecked()
  await expect(page.getByRole('button', { name: '开启全部提醒' })).toBeVisible()
})

test('subscribing says nothing about alerts before they are loaded', async ({ page }) => {
  await signIn(page, 'supervisor.tangshan')
  await endWatches(page)
  await page.goto('/')
  const offer = page.getByRole('button', { name: '开启全部提醒' })
  await expect(offer).toBeVisible()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/console/alerts?*', async (route) => {
    await released
    await route.continue()
  })
  await offer.click()
  const alerts = page.getByRole('region', { name: /^提醒/ })
  await expect(alerts).toHaveText(/正在加载…$/)
  await expect(alerts.getByText(/没有达到提醒标准的事项|尚未检查/)).toHaveCount(0)
  release()
  await expect(alerts).not.toContainText('正在加载')
  await endWatches(page)
})
