import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codes,
  DASHES,
  formsOfCode,
  formsOfName,
  HEADINGS,
  names,
  STAMPS,
  spelled,
  UNSEEN,
} from '@/testing/spellings'
import { codeKey, identifyingCode, nameKey, normaliseName } from './normalise'

const RUNS = { numRuns: 2000, seed: 20261129 }
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string())

describe('the key of a name', () => {
  it('is the same whatever way the name is spelled', () => {
    const spelling = names.chain((name) => fc.tuple(fc.constant(name), spelled(name, UNSEEN, formsOfName)))
    fc.assert(
      fc.property(spelling, ([name, typed]) => {
        expect(nameKey(typed)).toBe(nameKey(name))
      }),
      RUNS,
    )
  })

  it('is its own key', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(nameKey(nameKey(text))).toBe(nameKey(text))
      }),
      RUNS,
    )
  })

  it('leaves a name that is written plainly as it is, and what is shown as it was typed', () => {
    fc.assert(
      fc.property(names, (name) => nameKey(name) === name && normaliseName(name) === name),
      RUNS,
    )
    expect(normaliseName('⻓沙（京东）机械・有限公司')).toBe('⻓沙（京东）机械・有限公司')
  })

  it.each([
    ['唐山（京东）机械 有限公司', '唐山(京东)机械有限公司'],
    ['唐山〔京东〕机械有限公司', '唐山(京东)机械有限公司'],
    ['⻓沙⻢⼯机械有限公司', '长沙马工机械有限公司'],
    ['⿈⼾⾭', '黄户青'],
    ['阿卜杜拉•买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉.买买提', '阿卜杜拉·买买提'],
    ['张\u00ad三\u00a0', '张三'],
    ['ｖｏｌｖｏ建筑设备（中国）有限公司', 'VOLVO建筑设备(中国)有限公司'],
    ['Сибирь', 'СИБИРЬ'],
    ['Ae\u0301roport', 'AÉROPORT'],
    ['𠮷田\u{e0100}', '𠮷田'],
  ])('%s → %s', (typed, key) => expect(nameKey(typed)).toBe(key))

  it('keeps names apart that differ', () => {
    for (const [one, other] of [
      ['张三', '张三丰'],
      ['长沙', '常沙'],
      ['唐山(京东)', '唐山京东'],
      ['吉田', '𠮷田'],
    ] as const)
      expect(nameKey(one)).not.toBe(nameKey(other))
  })
})

describe('the key of a code', () => {
  const spelling = codes.chain((code) =>
    fc.tuple(
      fc.constant(code),
      spelled(code, [...UNSEEN, ...DASHES, ...STAMPS], formsOfCode),
      fc.constantFrom('', '', ...HEADINGS),
    ),
  )

  it('is the same whatever way the code is stamped, typed or pasted, with its heading too', () => {
    fc.assert(
      fc.property(spelling, ([code, typed, heading]) => {
        expect(codeKey(heading + typed)).toBe(code)
      }),
      RUNS,
    )
  })

  it('is its own key', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(codeKey(codeKey(text))).toBe(codeKey(text))
      }),
      RUNS,
    )
    const made = fc
      .array(fc.constantFrom(...HEADINGS, ...STAMPS, ...'NOSPI/·.:：号码编车1A'), { maxLength: 8 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(made, (text) => {
        expect(codeKey(codeKey(text))).toBe(codeKey(text))
      }),
      RUNS,
    )
  })

  it.each([
    ['号码：3-30468844', '330468844'],
    ['出厂编号:SD16-AA.111', 'SD16AA111'],
    ['产品识别码（PIN）：cst 1', 'CST1'],
    ['机械环保代码*88811111QH3111446*', '88811111QH3111446'],
    ['No.12345', '12345'],
    ['№ 12345', '12345'],
    ['NO12345', 'NO12345'],
    ['S/N: ab-1', 'AB1'],
    ['3‑3046−8844', '330468844'],
    ["'0123", '0123'],
    ['京A·12345', '京A12345'],
    ['⻋12', '车12'],
  ])('%s → %s', (typed, key) => expect(codeKey(typed)).toBe(key))

  it('takes a letter for no digit', () => {
    for (const [letter, digit] of ['O0', 'I1', 'B8', 'S5', 'Z2', 'L1'].map(
      (pair) => [...pair] as [string, string],
    ))
      expect(codeKey(`X${letter}7`)).not.toBe(codeKey(`X${digit}7`))
  })

  it.each([
    ...' /-—－…',
    '',
    '无',
    '不详',
    '无编号',
    '（无）',
    '不 详',
    '——',
    'n/a',
    '编号：无',
    '无号',
    '\u00ad',
  ])('%j tells of no machine', (typed) => expect(identifyingCode(typed)).toBeNull())

  it('of one that tells a machine stays', () => {
    fc.assert(
      fc.property(codes, (code) => {
        if (!['NONE', 'NULL', 'NIL'].includes(code)) expect(identifyingCode(code)).toBe(code)
      }),
      RUNS,
    )
  })
})
