import type { Page } from '@playwright/test'
import { databaseUrlOf } from '../../fixtures/instance'
import { loadMachines, unloadMachines } from '../../fixtures/loaded-machines'
import { putOthersToWork } from '../../fixtures/others-at-work'
import { StaffClient } from '../../fixtures/staff-client'
import { expect, test } from '../../fixtures/world'
import { PASSWORD, signIn } from '../../pages/sign-in'

/** Unique to this run: several runs may share a server. */
const run = String(Date.now()).slice(-3)
const EXISTING = 400
const rows = (page: Page) => page.locator('a[data-row]')

test('scrolled to the end while others register, correct, revoke and move machines: no row doubled, none missing', async ({
  page,
  baseURL,
  dataDir,
}) => {
  const url = databaseUrlOf(dataDir)
  // Existing machines have the even places; new ones are added in between, before and after the scroll position.
  const ids = await loadMachines(
    url,
    run,
    Array.from({ length: EXISTING }, (_, index) => index * 2),
  )
  const touched = ids.filter((_, index) => index % 5 === 0)
  const unchanged = ids.filter((_, index) => index % 5 !== 0)
  const freePlaces = ids.map((_, index) => ((index * 173) % EXISTING) * 2 + 1)
  const supervisor = await StaffClient.signIn(baseURL ?? '', 'supervisor.nation', PASSWORD)
  const others = putOthersToWork({ url, run, supervisor }, { touched, freePlaces })
  try {
    await signIn(page, 'supervisor.nation')
    for (const order of ['number', '-registeredAt']) {
      await page.goto(`/machines?cityCode=632700&sort=${order}`)
      await expect(rows(page).first()).toBeVisible()
      const seen = await readAll(page)
      const read = [...seen.values()]
      expect(new Set(read).size, `each machine once, by ${order}`).toBe(read.length)
      expect(read.length, `no row left out, by ${order}`).toBe(Math.max(...seen.keys()) - 1)
      expect(
        unchanged.filter((id) => !read.includes(id)),
        `all that stood, by ${order}`,
      ).toEqual([])
    }
    const done = await others.stop()
    for (const [what, times] of Object.entries(done)) expect(times, what).toBeGreaterThan(0)
  } finally {
    await others.stop().catch(() => undefined)
    await unloadMachines(url, run)
  }
})

/** Scrolls to the end, opening one machine on the way. @returns machine ids by row */
async function readAll(page: Page): Promise<Map<number, string>> {
  const seen = new Map<number, string>()
  for (let step = 0; !(await scrolledOn(page, seen)); step++) {
    if (step === 12) await openOneAndComeBack(page)
    expect(step, 'steps to the end').toBeLessThan(150)
  }
  return seen
}

/** Records which machine is in which row, and scrolls on. @returns true at the end of the list */
async function scrolledOn(page: Page, seen: Map<number, string>): Promise<boolean> {
  const { drawn, ended } = await page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLElement>('a[data-row]')]
    const drawn = links.map((link) => ({
      row: Number(link.closest('tr')?.getAttribute('aria-rowindex')),
      id: link.dataset.row ?? '',
    }))
    const box = document.querySelector('div[aria-busy]:has(> table)')
    const atEnd = box ? box.scrollTop + box.clientHeight >= box.scrollHeight - 2 : false
    box?.scrollBy(0, 500)
    return { drawn, ended: atEnd && box?.textContent?.includes('已显示全部') === true }
  })
  for (const { row, id } of drawn) {
    expect(seen.get(row) ?? id, `row ${row}`).toBe(id)
    seen.set(row, id)
  }
  // Waits until the next rows are rendered and no page is loading: nobody scrolls faster than that.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
  await expect(page.locator('div[aria-busy="false"]:has(> table)')).toBeVisible()
  return ended
}

/** Id and screen position of the machine in the middle of the box. */
const middle = (page: Page) =>
  page.evaluate(() => {
    const box = document.querySelector('div[aria-busy]:has(> table)')?.getBoundingClientRect()
    if (!box) throw new Error('no list')
    const row = document.elementFromPoint(box.left + 200, box.top + box.height / 2)?.closest('tr')
    const link = row?.querySelector<HTMLElement>('a[data-row]')
    return { id: link?.dataset.row ?? '', top: Math.round(link?.getBoundingClientRect().top ?? 0) }
  })

async function openOneAndComeBack(page: Page): Promise<void> {
  const before = await middle(page)
  await page.locator(`a[data-row="${before.id}"]`).click()
  await expect(page).toHaveURL(`/machines/${before.id}`)
  await page.getByRole('button', { name: '返回' }).click()
  await expect(page.locator(`a[data-row="${before.id}"]`)).toBeFocused()
  await expect.poll(() => middle(page)).toEqual(before)
}
