import { expect, test } from 'vitest'
import { ownPath } from './own-path'

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
