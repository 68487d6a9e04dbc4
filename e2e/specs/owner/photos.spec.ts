import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { grainyJpeg, takenAt } from '../../fixtures/big-pictures'
import { openKillable } from '../../fixtures/killable-browser'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { jpeg } from '../../fixtures/pictures'
import { expect, test } from '../../fixtures/world'
import { signInByPassword } from '../../pages/owner-account'
import { expectSaved } from '../../pages/owner-form'

test.use(PHONE)

const asFile = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer })
const large = (page: Page, slot: string) => page.getByRole('button', { name: `查看大图：${slot}` })
const album = (page: Page, slot: string) => page.getByLabel(`从相册选择：${slot}`, { exact: true })

/** Signs the owner in and opens the draft at 图片上传. */
async function atPhotos(page: Page, owner: Owner, baseURL: string | undefined, filingId: string) {
  await page.goto(`${baseURL}/m/sign-in`)
  await signInByPassword(page, owner.phone, owner.password)
  await expect(page).toHaveURL(`${baseURL}/m`)
  await page.goto(`${baseURL}/m/filings/${filingId}/edit?step=photos`)
  // A fresh profile has nothing of the site cached.
  await expect(page.getByRole('heading', { level: 2, name: '图片上传' })).toBeVisible({ timeout: 60_000 })
}

async function draftOf(owner: Owner): Promise<string> {
  return (await owner.post('/filings', { hasNameplate: true }, 201)).id
}

async function slotsOf(owner: Owner, id: string): Promise<string[]> {
  return (await owner.get(`/filings/${id}`)).photos.map(({ slot }: { slot: string }) => slot)
}

test('several photos at once, made smaller, in their order, with the time at which they were taken', async ({
  page,
  request,
  baseURL,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('何多图'))
  const id = await draftOf(owner)
  await atPhotos(page, owner, baseURL, id)
  // The camera of Android opens for pictures in general, apart from the album.
  const camera = page.getByLabel(/^拍照：/).first()
  await expect(camera).toHaveAttribute('accept', 'image/*')
  await expect(camera).toHaveAttribute('capture', 'environment')
  // 12 megapixels, then two narrower ones: the widths tell which is in which slot.
  const widths = [4000, 1200, 900]
  const files = await Promise.all(
    widths.map(async (width, at) => asFile(`${at}.jpg`, await grainyJpeg(width, (width * 3) / 4))),
  )
  await page.getByLabel('选择多张：机械基本照片').setInputFiles(files)
  await expect(page.getByText('正在压缩…').first()).toBeVisible()
  await expect(large(page, '机身右侧照片')).toBeVisible()
  await expectSaved(page)
  const { photos } = await owner.get(`/filings/${id}`)
  expect(photos.map(({ slot }: { slot: string }) => slot)).toEqual([
    'BODY_FRONT',
    'BODY_FRONT_RIGHT',
    'BODY_RIGHT',
  ])
  const arrived = await page.evaluate(
    async (urls: string[]) => {
      const { accessToken } = JSON.parse(localStorage.getItem('nrmm.owner') ?? '{}')
      const headers = { authorization: `Bearer ${accessToken}` }
      const blobs = await Promise.all(urls.map(async (url) => (await fetch(url, { headers })).blob()))
      return Promise.all(blobs.map(async (blob) => (await createImageBitmap(blob)).width))
    },
    photos.map(({ url }: { url: string }) => url),
  )
  expect(arrived).toEqual([2000, 1200, 900])
  for (const { photoId } of photos) {
    expect(await takenAt(dataDir, photoId)).toEqual(new Date('2026-09-10T02:32:20Z'))
  }
  // A misplaced photo is swapped with another.
  await page.getByRole('button', { name: '移动：机身正面照片' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /机身右侧照片/ })
    .click()
  await expectSaved(page)
  const moved = (await owner.get(`/filings/${id}`)).photos
  expect([moved[0].photoId, moved[2].photoId]).toEqual([photos[2].photoId, photos[0].photoId])
})

test('the network goes in the middle of an upload and comes back: the photo arrives by itself', async ({
  page,
  context,
  request,
  baseURL,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('何断网'))
  const id = await draftOf(owner)
  await atPhotos(page, owner, baseURL, id)
  const line = await context.newCDPSession(page)
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 50,
    downloadThroughput: 1_000_000,
    uploadThroughput: 20_000,
  })
  await album(page, '机身正面照片').setInputFiles(asFile('front.jpg', await grainyJpeg(1600, 1200)))
  const bar = page.getByRole('progressbar', { name: '上传机身正面照片' })
  await expect(bar).toHaveAttribute('aria-valuenow', /^[1-9]\d?$/)
  await line.send('Network.emulateNetworkConditions', {
    offline: true,
    latency: 0,
    downloadThroughput: 0,
    uploadThroughput: 0,
  })
  await expect(page.getByText('等待上传，已保存在本机')).toBeVisible()
  expect(await slotsOf(owner, id)).toEqual([])
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })
  await expectSaved(page)
  expect(await slotsOf(owner, id)).toEqual(['BODY_FRONT'])
})

test('the browser is killed with a photo waiting: opened again it has the photo and sends it', async ({
  request,
  baseURL,
  dataDir,
  launchOptions,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('何重开'))
  const id = await draftOf(owner)
  const profile = mkdtempSync(path.join(os.tmpdir(), 'nrmm-phone-'))
  try {
    const first = await openKillable(profile, launchOptions)
    const page = await first.context.newPage()
    await atPhotos(page, owner, baseURL, id)
    await first.context.setOffline(true)
    await album(page, '机身后面照片').setInputFiles(asFile('rear.jpg', await jpeg('后面')))
    await expect(large(page, '机身后面照片')).toBeVisible()
    // What is reported as stored must survive a kill.
    await expect(page.getByText('等待上传，已保存在本机')).toBeVisible()
    await first.kill()
    expect(await slotsOf(owner, id)).toEqual([])

    const second = await openKillable(profile, launchOptions)
    const again = await second.context.newPage()
    // A browser killed right after signing in may have to sign in again.
    await atPhotos(again, owner, baseURL, id)
    await expect(large(again, '机身后面照片')).toBeVisible()
    await expectSaved(again)
    expect(await slotsOf(owner, id)).toEqual(['BODY_REAR'])
    await second.kill()
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})

test('what is no picture is said at its slot, and another may be chosen', async ({
  page,
  request,
  baseURL,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('何文本'))
  const id = await draftOf(owner)
  await atPhotos(page, owner, baseURL, id)
  const slot = page.getByRole('region', { name: '机身正面照片' })
  await album(page, '机身正面照片').setInputFiles(asFile('photo.jpg', Buffer.from('写在文本里的字')))
  await expect(slot.getByRole('alert')).toHaveText(
    '这个文件不是照片，请选择 JPEG、PNG、WebP 或 HEIC 格式的照片',
  )
  await expect(album(page, '机身正面照片')).toHaveAccessibleDescription(/这个文件不是照片/)
  const damaged = Buffer.concat([(await jpeg('坏')).subarray(0, 300), Buffer.alloc(50)])
  await album(page, '机身正面照片').setInputFiles(asFile('photo.jpg', damaged))
  await expect(slot.getByRole('alert')).toContainText('照片已损坏')
  await album(page, '机身正面照片').setInputFiles(asFile('photo.jpg', await jpeg('正面')))
  await expect(slot.getByRole('alert')).toBeHidden()
  await expectSaved(page)
  // Viewed large and closed by keyboard, then removed after confirmation.
  await large(page, '机身正面照片').press('Enter')
  await expect(page.getByRole('dialog', { name: '机身正面照片' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(large(page, '机身正面照片')).toBeFocused()
  await page.getByRole('button', { name: '删除：机身正面照片' }).click()
  await page.getByRole('button', { name: '删除', exact: true }).click()
  await expect(large(page, '机身正面照片')).toBeHidden()
  await expectSaved(page)
  expect(await slotsOf(owner, id)).toEqual([])
})

test('a dark photo is taken, and its owner told that it may not be readable', async ({
  page,
  request,
  baseURL,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('何太暗'))
  const id = await draftOf(owner)
  await atPhotos(page, owner, baseURL, id)
  const dark = await sharp(await jpeg('夜里的机身正面'))
    .linear(0.05, 0)
    .jpeg()
    .toBuffer()
  await album(page, '机身正面照片').setInputFiles(asFile('dark.jpg', dark))
  const slot = page.getByRole('region', { name: '机身正面照片' })
  await expect(slot.getByText('照片过暗，可能看不清，建议重拍')).toBeVisible()
  await expectSaved(page)
  expect(await slotsOf(owner, id)).toEqual(['BODY_FRONT'])
  await page
    .getByLabel('换一张：机身正面照片', { exact: true })
    .setInputFiles(asFile('light.jpg', await jpeg('白天的机身正面')))
  await expect(slot.getByText('建议重拍')).toHaveCount(0)
  await expectSaved(page)
})
