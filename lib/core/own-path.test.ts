import { expect, test } from 'vitest'
import { ownerPath, ownPath } from './own-path'

test.each(['/queues/pending?q=a', '/', '/filings/1#photos'])('own path %s stays', (path) => {
  expect(ownPath(path)).toBe(path)
})

test.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '',
  undefined,
  ['/a'],
])('%j leads to the front page', (value) => {
  expect(ownPath(value)).toBe('/')
})

test.each(['/m', '/m/filings/1?step=2#photos', '/m?from=qr', '/m/sign-in-help'])(
  'owner path %s stays',
  (path) => {
    expect(ownerPath(path)).toBe(path)
  },
)

test.each([
  '/',
  '/login',
  '/machines',
  '/m/../login',
  '/m/%2e%2e/login',
  '//m/filings',
  'https://evil.example/m/filings',
  '/m/sign-in?next=/m/enter',
  '/m/register',
  '/m/enter#ticket=x',
  null,
])('%j leads to the front page of owners', (value) => {
  expect(ownerPath(value)).toBe('/m')
})
