import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spelled, UNSEEN, wide } from '@/testing/spellings'
import { mobileOf, normalisePhone, PHONE_PATTERN } from './phone'

const phones = fc
  .tuple(fc.constantFrom(...'3456789'), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`)
const before = fc.constantFrom(
  '',
  '+86',
  '86',
  '0086',
  '+86 ',
  '(+86)',
  '（+86）',
  '0',
  "'",
  '‘',
  '+86(0)',
  '手机号：',
  'TEL: ',
)
const behind = fc.constantFrom('', '.0', '.00', ' ', '\u202c', '\u200b')
const BETWEEN = [...UNSEEN, ...'-‐‑–—－.·•()（）']

/** A phone and a possible spelling of it. */
const typedPhones = fc
  .tuple(phones, before, behind)
  .chain(([phone, first, last]) =>
    spelled(phone, BETWEEN, (sign) => [wide(sign)]).map((text) => ({ phone, typed: first + text + last })),
  )

describe('one phone', () => {
  it('is one however it is spelled', () => {
    fc.assert(
      fc.property(typedPhones, ({ phone, typed }) => {
        expect(normalisePhone(typed)).toBe(phone)
        expect(mobileOf(typed)).toBe(phone)
      }),
      { numRuns: 2000, seed: 20261129 },
    )
  })

  it('normalised twice is the same, whatever the text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string())
    fc.assert(
      fc.property(text, (typed) => {
        expect(normalisePhone(normalisePhone(typed))).toBe(normalisePhone(typed))
      }),
      { numRuns: 3000, seed: 20261129 },
    )
  })

  it.each([
    '12800001234',
    '1380000123',
    '138000012345',
    '1380000123a',
    '1380000123O',
    '01012345678',
    '4001380013',
    '+1 3800138000',
    '+85 13800138000',
    '13800138000/13900139000',
    '',
  ])('%j is none', (typed) => expect(PHONE_PATTERN.test(normalisePhone(typed))).toBe(false))
})

describe('the first mobile number of a cell', () => {
  it('is found for every row of the file that broke the load', () => {
    const file = path.join(import.meta.dirname, '../../testing/cases/E-phones.csv')
    const [, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
    expect(lines.map((line) => mobileOf(line.split(',')[4] ?? ''))).toEqual([
      '13800139538',
      '13700099538',
      '13700099539',
      '13600099538',
      null,
      null,
      '13400099538',
      '13300099538',
      '13200099538',
      '13195389538',
      null,
      '13800099538',
    ])
  })

  it.each([
    ['13600099538/13500099538', '13600099538'],
    ['13600099538 13500099538', '13600099538'],
    ['13600099538-13500099538', '13600099538'],
    ['136 0009 9538 135 0009 9538', '13600099538'],
    ['+86-136-0009-9538;+86-135-0009-9538', '13600099538'],
    ['13600099538\n13500099538', '13600099538'],
    ['13600099538或13500099538', '13600099538'],
    ['010-12345678、13600099538', '13600099538'],
    ['010-12345678 136-0009-9538', '13600099538'],
    ['张三13600099538（经理）', '13600099538'],
    ['13600099538转8001', '13600099538'],
    ['0316-1381234-5678', null],
    ['0316 1381234 转 5678', null],
    ['136000995381350009953', null],
    ['400-138-0013', null],
    ['无', null],
    ['1.36E+10', null],
  ])('%j → %j', (text, phone) => expect(mobileOf(text)).toBe(phone))

  it('is the first of any two', () => {
    const between = fc.constantFrom('/', ' / ', '，', '、', ';', '；', '\n', ' ', '或', ' 和 ', '|')
    fc.assert(
      fc.property(typedPhones, between, phones, ({ phone, typed }, divider, second) => {
        expect(mobileOf(typed + divider + second)).toBe(phone)
      }),
      { numRuns: 1000, seed: 20261129 },
    )
  })
})
