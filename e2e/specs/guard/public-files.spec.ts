import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { API_POLICY } from '../../../lib/server/http/security-headers'
import { expect, test } from '../../fixtures/world'

const manifestFile = z.object({ icons: z.array(z.object({ src: z.string() })).min(1) })
const publicDir = path.resolve(import.meta.dirname, '../../../public')
const TYPES: Record<string, string> = {
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=UTF-8',
  '.webmanifest': 'application/manifest+json',
}

test('what lies in public is served at the root as it is, without the work of a page', async ({
  request,
}) => {
  const files = readdirSync(publicDir)
  // WeChat's MP_verify_….txt and WeCom's WW_verify_….txt are placed beside it.
  expect(files).toContain('robots.txt')
  for (const file of files) {
    const answer = await request.get(`/${file}`)
    const { 'content-type': type, 'content-security-policy': policy } = answer.headers()
    expect([file, answer.status(), type, policy]).toEqual([file, 200, TYPES[path.extname(file)], API_POLICY])
    expect((await answer.body()).equals(readFileSync(path.join(publicDir, file))), file).toBe(true)
  }
})

test('pages name their icons, the owner’s pages their manifest, and all of it is there', async ({ page }) => {
  await page.goto('/m/sign-in')
  const named = await page
    .locator('link[rel~="icon"], link[rel="apple-touch-icon"], link[rel="manifest"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(named.toSorted()).toEqual([
    '/apple-touch-icon.png',
    '/favicon.ico',
    '/icon.svg',
    '/manifest.webmanifest',
  ])
  const manifest = readFileSync(path.join(publicDir, 'manifest.webmanifest'), 'utf8')
  for (const { src } of manifestFile.parse(JSON.parse(manifest)).icons)
    expect((await page.request.get(src)).status(), src).toBe(200)

  await page.goto('/login')
  await expect(page.locator('link[rel="manifest"]')).toHaveCount(0)
})
