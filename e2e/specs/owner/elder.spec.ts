import type { Page } from '@playwright/test'
import { graveFaults } from '../../fixtures/grave-faults'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { expect, test } from '../../fixtures/world'
import { submittable } from '../filing/manual-machine'
import { ENTRY, signedIn, submitted } from './owner-rows'

/** The narrowest phone, where large text is most crowded. */
test.use({ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true })

/** Texts below 18 px and controls lower than 60 px on the page, each with its words. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = (element: Element) => {
      const box = element.getBoundingClientRect()
      return box.width > 1 && box.height > 1
    }
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!node.textContent?.trim() || !parent || !shown(parent)) continue
      // Letters of a drawing are part of a picture.
      if (parent.closest('noscript, script, style, svg, .visually-hidden, option')) continue
      const size = Number.parseFloat(getComputedStyle(parent).fontSize)
      if (size < 18) found.push(`${size} px: ${node.textContent.slice(0, 20)}`)
    }
    const controls =
      'button, select, textarea, input:not([type="checkbox"]):not([type="radio"]):not([type="file"])'
    for (const control of document.querySelectorAll(controls)) {
      const { height } = control.getBoundingClientRect()
      if (shown(control) && height < 59.5)
        found.push(`${height} px high: ${control.textContent?.slice(0, 20)}`)
    }
    return found
  })
}

test('大字版: large text and controls on every page, remembered, nothing cut off', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('老来好'))
  const waiting = await submitted(owner)
  const { id } = await owner.post('/filings', ENTRY, 201)
  await owner.patch(`/filings/${id}`, await submittable(owner, ENTRY))
  await signedIn(page, owner, '/m')
  await page.getByRole('button', { name: '大字版' }).click()
  await expect(page.getByRole('button', { name: '大字版' })).toHaveAttribute('aria-pressed', 'true')
  const form = `/m/filings/${id}/edit?step=`
  const steps = ['basic', 'photos', 'codes.1', 'machine', 'other', 'done'].map((step) => form + step)
  for (const path of [
    '/m',
    '/m/filings',
    `/m/filings/${waiting}`,
    '/m/notices',
    '/m/me',
    '/m/changes',
    ...steps,
  ]) {
    await page.goto(path, { waitUntil: 'networkidle' })
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await tooSmall(page), path).toEqual([])
    expect(await graveFaults(page), path).toEqual([])
  }
  await page.goto('/m')
  await page.getByRole('button', { name: '大字版' }).click()
  await page.reload()
  await expect(page.getByRole('button', { name: '大字版' })).toHaveAttribute('aria-pressed', 'false')
})
