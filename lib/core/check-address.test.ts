import { expect, it } from 'vitest'
import { checkTokenOf } from './check-address'

const ORIGIN = 'https://registry.example.cn'
const TOKEN = 'sM3p2Zt0-_aKq9XnYb1c7Q'

it('reads the code of a card', () => {
  expect(checkTokenOf(` ${ORIGIN}/check/${TOKEN}\n`, ORIGIN)).toBe(TOKEN)
})

it.each([
  `${ORIGIN}.evil.example/check/${TOKEN}`,
  `${ORIGIN}@evil.example/check/${TOKEN}`,
  `${ORIGIN}/check/${TOKEN}?next=//evil.example`,
  `${ORIGIN}/check/${TOKEN}#x`,
  `${ORIGIN}/check/short`,
  `${ORIGIN}/m/enter#ticket=${TOKEN}`,
  'javascript:alert(1)',
  '',
])('refuses %s', (scanned) => {
  expect(checkTokenOf(scanned, ORIGIN)).toBeNull()
})
