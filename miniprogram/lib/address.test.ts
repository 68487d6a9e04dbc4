import { expect, it } from 'vitest'
import { checkUrl, entranceUrl, scannedUrl } from './address'

const BASE = 'https://registry.example.cn'
const TOKEN = 'sM3p2Zt0-_aKq9XnYb1c7Q'

it('carries the ticket in the fragment only', () => {
  const url = new URL(entranceUrl(BASE, TOKEN, '/m/filings?status=RETURNED#x'))
  expect(url.origin + url.pathname + url.search).toBe(`${BASE}/m/enter`)
  const handed = new URLSearchParams(url.hash.slice(1))
  expect(Object.fromEntries(handed)).toEqual({ ticket: TOKEN, next: '/m/filings?status=RETURNED#x' })
})

it('reads the code of a card', () => {
  expect(checkUrl(BASE, ` ${BASE}/check/${TOKEN}\n`)).toBe(`${BASE}/check/${TOKEN}`)
})

it('reads the code of a certificate, which opens its public page wherever it is scanned', () => {
  const certificate = `${BASE}/check/certificate/${TOKEN}`
  expect([checkUrl(BASE, certificate), scannedUrl(BASE, certificate)]).toEqual([certificate, certificate])
  expect(scannedUrl(BASE, `${BASE}/check/${TOKEN}`)).toBe(`${BASE}/m/scanned/${TOKEN}`)
})

it.each([
  `https://registry.example.cn.evil.example/check/${TOKEN}`,
  `https://registry.example.cn@evil.example/check/${TOKEN}`,
  `http://registry.example.cn/check/${TOKEN}`,
  `${BASE}/check/${TOKEN}/../../m/enter`,
  `${BASE}/check/${TOKEN}?next=//evil.example`,
  `${BASE}/check/${TOKEN}#ticket=x`,
  `${BASE}/check/short`,
  `${BASE}/check/certificate/short`,
  `${BASE}/check/certificate/${TOKEN}/../${TOKEN}`,
  `${BASE}/check/certificate/${TOKEN}?next=//evil.example`,
  `${BASE}/check/other/${TOKEN}`,
  `${BASE}/m/enter#ticket=${TOKEN}`,
  'javascript:alert(1)',
  '3-30468844',
  '',
])('refuses %s', (scanned) => {
  expect([checkUrl(BASE, scanned), scannedUrl(BASE, scanned)]).toEqual([null, null])
})
