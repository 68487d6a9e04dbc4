import { expect, test } from 'vitest'
import { keySiteOf } from './key-site'

test('keys belong to the name of the public address', () => {
  expect(keySiteOf('https://nrmm.example.cn/')).toEqual({
    id: 'nrmm.example.cn',
    origin: 'https://nrmm.example.cn',
  })
  expect(keySiteOf('https://nrmm.example.cn:8443')?.origin).toBe('https://nrmm.example.cn:8443')
  expect(keySiteOf('http://localhost:3000')).toEqual({ id: 'localhost', origin: 'http://localhost:3000' })
})

test('no keys without HTTPS, and none at a bare address', () => {
  for (const url of [
    'http://nrmm.example.cn',
    'http://10.0.0.8:3000',
    'https://10.0.0.8',
    'https://[fd00::1]',
  ])
    expect(keySiteOf(url)).toBeNull()
})
