import { describe, expect, it } from 'vitest'
import { envSchema } from '@/lib/server/env'
import { openText, sealText } from './ciphertext'
import { makeRing } from './ring'
import { beginRotation, endRotation } from './rotation/next-keys'
import { SEALED_TABLES } from './rotation/sealed-tables'
import { SEALED_COLUMNS } from './sealed-columns'

const settings = (given: object) =>
  envSchema.parse({ DATABASE_URL: '-', SECRET_KEY: 'the first secret, of 32 characters or more', ...given })
const SECOND = 'the second secret, of 32 characters or more'

describe.each([
  ['aes', 'aes'],
  ['aes', 'sm4'],
  ['sm4', 'aes'],
  ['sm4', 'sm4'],
] as const)('a rotation from %s to %s', (from, to) => {
  const before = settings({ CRYPTO_PROVIDER: from })
  const during = settings(beginRotation(before, to, SECOND))
  const after = settings(endRotation(during))
  const text = sealText(makeRing(before).writing, 'account.phone:1', '138')

  it('has old and new side by side, then the new one alone', () => {
    expect(openText(makeRing(during).keys, 'account.phone:1', text)).toBe('138')
    const fresh = sealText(makeRing(during).writing, 'account.phone:1', '138')
    expect(openText(makeRing(after).keys, 'account.phone:1', fresh)).toBe('138')
    expect(() => openText(makeRing(after).keys, 'account.phone:1', text)).toThrow('no key')
    expect([before, during, after].map((each) => makeRing(each).formerLeft)).toEqual([true, true, false])
  })

  it('and the next one keep what outlasts the first key', () => {
    const next = settings(beginRotation(after, from, 'the third secret, of 32 characters or more'))
    const indexes = [before, during, after, next].map((each) =>
      makeRing(each).lasting.hmac('blind-index', 'phone:138').toString('hex'),
    )
    expect(new Set(indexes).size).toBe(1)
    expect(makeRing(next).formerLeft).toBe(false)
  })
})

it('the algorithms alone may change', () => {
  const first = settings({})
  const during = settings(beginRotation(first, 'sm4', first.SECRET_KEY))
  expect(makeRing(during).keys.map(({ id }) => id.slice(0, 3))).toEqual(['sm4', 'aes'])
  expect(() => beginRotation(first, 'aes', first.SECRET_KEY)).toThrow('the same key')
  expect(() => beginRotation(during, 'aes', SECOND)).toThrow('under way')
})

it('what was carried over opens with its own key alone, and a former key does not come without it', () => {
  const during = beginRotation(settings({}), 'aes', SECOND)
  expect(() => makeRing(settings({ SECRET_KEY_CARRIED: during.SECRET_KEY_CARRIED }))).toThrow('no key')
  const { SECRET_KEY_CARRIED: _, ...without } = during
  expect(() => makeRing(settings(without))).toThrow('SECRET_KEY_CARRIED')
})

it('the next key opens, and seals nothing yet', () => {
  const next = makeRing(settings({ SECRET_KEY_NEXT: SECOND, CRYPTO_PROVIDER_NEXT: 'sm4' }))
  const before = makeRing(settings({}))
  expect(next.writing.id).toBe(before.writing.id)
  const fresh = sealText(makeRing(settings(beginRotation(settings({}), 'sm4', SECOND))).writing, 'x', '1')
  expect(openText(next.keys, 'x', fresh)).toBe('1')
})

it('a rotation goes over every column with ciphertexts', () => {
  const columns = SEALED_TABLES.flatMap(({ texts }) => texts.map(({ column }) => column))
  expect(columns.filter((column) => column !== 'job.sms').toSorted()).toEqual(
    Object.keys(SEALED_COLUMNS).toSorted(),
  )
})
