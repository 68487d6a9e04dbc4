import { globSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { crowdedText, twiceTheText } from '../../fixtures/crowded-text'
import { graveFaults } from '../../fixtures/grave-faults'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { expect, test } from '../../fixtures/world'
import { submittable } from '../filing/manual-machine'
import { collected, ENTRY, signedIn, submitted } from './owner-rows'

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

/** The browser of the tests has no voice: one by the rules of the interface, which says what it is given until it is stopped. */
function voiceOfAPhone(): void {
  const page = window as unknown as { said: string[] }
  page.said = []
  const voice = { lang: 'zh-CN', name: '普通话' } as SpeechSynthesisVoice
  Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { writable: true, value: null })
  Object.defineProperty(window, 'speechSynthesis', {
    value: {
      getVoices: () => [voice],
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      speak: ({ text }: SpeechSynthesisUtterance) => page.said.push(text),
      cancel: () => {
        page.said = []
      },
    },
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
  await expect(page.getByRole('button', { name: '朗读' })).toHaveCount(0)
  await page.addInitScript(voiceOfAPhone)
  await page.goto(`${form}photos`)
  await page.getByRole('button', { name: '朗读' }).click()
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said)
  await expect.poll(said).toEqual([expect.stringContaining('照片')])
  await page.getByRole('button', { name: '停止朗读' }).click()
  await expect.poll(said).toEqual([])
  await page.goto('/m')
  await page.getByRole('button', { name: '大字版' }).click()
  await page.goto(`${form}photos`, { waitUntil: 'networkidle' })
  await expect(page.getByRole('button', { name: '朗读' })).toHaveCount(0)
  await page.goto('/m')
  await page.reload()
  await expect(page.getByRole('button', { name: '大字版' })).toHaveAttribute('aria-pressed', 'false')
})

/** The addresses of the owner's pages as the files name them, with their parameters. */
const PAGES = globSync('app/m/**/page.tsx', { cwd: path.resolve(import.meta.dirname, '../../..') })
  .map((file) => `/${path.dirname(file).split(path.sep).slice(1).join('/')}`)
  .filter((address) => !address.includes('[...'))
  .toSorted()

test('text at twice its size on the narrowest phone: no word lies on another, is cut off or leaves the page', async ({
  page,
  request,
  dataDir,
  baseURL,
}) => {
  const { owner, filingId, machineId } = await collected(request, dataDir, baseURL ?? '', '大字清楚')
  const draft = (await owner.post('/filings', ENTRY, 201)).id
  await owner.patch(`/filings/${draft}`, await submittable(owner, ENTRY))
  const steps = ['basic', 'photos', 'codes.1', 'codes.2', 'machine', 'other', 'done']
  const changes = ['place', 'owner', 'dpf', 'details', 'cancellation']
  const filled = PAGES.flatMap((address) => {
    if (address.endsWith('/edit')) return steps.map((step) => `/m/filings/${draft}/edit?step=${step}`)
    if (address.includes('[type]')) return changes.map((type) => `/m/machines/${machineId}/change/${type}`)
    const id = address.startsWith('/m/machines') ? machineId : filingId
    return [address.replace('[id]', id).replace('[token]', 'nobodys-token-00000')]
  })
  await signedIn(page, owner, '/m')
  const crowded: string[] = []
  for (const address of filled) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText('正在加载…')).toHaveCount(0)
    await twiceTheText(page)
    for (const fault of await crowdedText(page)) crowded.push(`${address} ${fault}`)
  }
  expect(crowded).toEqual([])
})

test('the search for crowded text finds what lies on another, is cut off, or leaves the page, and nothing else', async ({
  page,
}) => {
  await page.goto('/m/guide')
  await page.evaluate(() => {
    const part = (text: string, style: Partial<CSSStyleDeclaration>) => {
      const element = document.createElement('p')
      element.textContent = text
      Object.assign(element.style, style)
      return element
    }
    document.body.replaceChildren(
      part('平平常常', {}),
      part('压在上面', { position: 'absolute', top: '100px', left: '0' }),
      part('压在下面', { position: 'absolute', top: '104px', left: '10px' }),
      part('截掉一半的文字', { width: '40px', whiteSpace: 'nowrap', overflow: 'hidden', marginTop: '150px' }),
      part('伸到页面外面', { position: 'absolute', top: '300px', left: '330px', whiteSpace: 'nowrap' }),
    )
  })
  expect(await crowdedText(page)).toEqual([
    'beyond the edge: 伸到页面外面',
    'on each other: 压在上面 | 压在下面',
    'cut off: 截掉一半的文字',
  ])
})
