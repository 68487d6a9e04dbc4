/** One filing after another on the desk, by keyboard, timed inside the page. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'

/** An officer looks at a filing for as long at least. */
const LOOK_MS = 1000

export interface Decided {
  /** Keys pressed for this decision. */
  keys: number
  /** From the deciding key to the frame in which the next filing and its first photo are on the screen. */
  shownMs: number
  /** From the deciding key until that filing can be decided. */
  readyMs: number
}

interface Seen {
  keys: number
  pressedAt: number
  /** Id of the photo on the screen, loaded; empty while there is none. */
  photo(): string
  /** The next filing stands ready, hidden, with its photo. */
  nextIsThere(): boolean
  ready(): boolean
}

/** Runs in the page, before anything else. */
export function watchDesk(): void {
  const inView = (element: Element) => element.getClientRects().length > 0
  const photos = () => [...document.querySelectorAll<HTMLImageElement>('img[data-photo]')]
  const idOf = (photo: HTMLImageElement | undefined) =>
    photo?.complete && photo.naturalWidth > 0 ? (photo.dataset.photo ?? '') : ''
  /** Filings that were decided stay hidden in the page for a while. */
  const before = new Set<string>()
  const seen: Seen = {
    keys: 0,
    pressedAt: 0,
    photo: () => {
      const id = idOf(photos().find(inView))
      before.add(id)
      return id
    },
    nextIsThere: () =>
      photos().some((photo) => !inView(photo) && idOf(photo) !== '' && !before.has(idOf(photo))),
    ready: () =>
      [...document.querySelectorAll('[role="toolbar"] button')].some(
        (button) => inView(button) && button.textContent?.includes('审核通过'),
      ),
  }
  Object.assign(window, { nrmmDesk: seen })
  const onKey = (event: KeyboardEvent) => {
    seen.keys += 1
    seen.pressedAt = event.timeStamp
  }
  document.addEventListener('keydown', onKey, true)
}

/**
 * Approves the open filing and waits for the next one.
 * @param ahead whether the next filing is fetched meanwhile: then it is decided no sooner
 */
export async function decideByKeys(page: Page, ahead: boolean): Promise<Decided> {
  await page.waitForFunction(() => {
    const desk: Seen = Reflect.get(window, 'nrmmDesk')
    return desk.photo() !== '' && desk.ready()
  })
  await pause(LOOK_MS)
  if (ahead) await page.waitForFunction(() => Reflect.get(window, 'nrmmDesk').nextIsThere())
  const began = await page.evaluate(() => {
    const desk: Seen = Reflect.get(window, 'nrmmDesk')
    return { keys: desk.keys, photo: desk.photo() }
  })
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  const confirm = dialog.getByRole('button', { name: '确认通过' })
  // Without a stage that is free of doubts the officer gives one.
  if (!(await confirm.evaluate((button) => button === document.activeElement))) await page.keyboard.press('3')
  const timed = page.evaluate(timeNext, began.photo)
  await page.keyboard.press('Enter')
  const { keys, ...times } = await timed
  return { keys: keys - began.keys, ...times }
}

/** Runs in the page: resolves when another filing is on the screen and can be decided. */
function timeNext(before: string): Promise<Decided> {
  const desk: Seen = Reflect.get(window, 'nrmmDesk')
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const until = async (holds: () => boolean) => {
    while (!holds()) await frame()
    // The frame that was just prepared is on the screen when the next one begins.
    await frame()
    return performance.now() - desk.pressedAt
  }
  return (async () => {
    const shownMs = await until(() => desk.photo() !== '' && desk.photo() !== before)
    const { keys } = desk
    return { keys, shownMs, readyMs: await until(desk.ready) }
  })()
}
