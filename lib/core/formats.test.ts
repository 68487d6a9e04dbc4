import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idNumberCheckCharacter, idNumberFault, idTailText, normaliseIdNumber } from './id-number'
import { lockSeconds } from './lock-out'
import { halfWidth, nameKey, normaliseName } from './normalise'
import { normalisePhone, PHONE_PATTERN } from './phone'
import { judgeUnitCode, unitCodeCheckCharacter } from './unit-code'

const wide = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

const idNumbers = fc
  .record({
    place: fc.constantFrom('110105', '130200', '440300', '659004', '810000'),
    born: fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
    serial: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ place, born, serial }) => {
    const digits = `${place}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}`
    return digits + idNumberCheckCharacter(digits)
  })

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const unitCodes = fc
  .tuple(
    fc.array(fc.constantFrom(...alphabet), { minLength: 2, maxLength: 2 }),
    fc.integer({ min: 0, max: 999_999 }),
    fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 }),
  )
  .map(([kind, place, organisation]) => {
    const code = kind.join('') + String(place).padStart(6, '0') + organisation.join('')
    return code + unitCodeCheckCharacter(code)
  })

describe('居民身份证', () => {
  it('passes the sample of the standard', () => {
    expect(idNumberFault('11010519491231002X')).toBeNull()
  })

  it.each([
    ['1101051949123100', 'FORMAT'],
    ['11010519491231002x', 'FORMAT'],
    ['X10105194912310021', 'FORMAT'],
    ['', 'FORMAT'],
    ['990105194912310021', 'PROVINCE'],
    ['110105194902300026', 'DATE'],
    ['110105194913310026', 'DATE'],
    ['110105209912310029', 'DATE'],
    ['110105194912310021', 'CHECK_CHARACTER'],
  ])('refuses %s for its %s', (value, fault) => {
    expect(idNumberFault(value)).toBe(fault)
  })

  it('is not born in the future, by the day in China', () => {
    const digits = '11010520260301001'
    const value = digits + idNumberCheckCharacter(digits)
    expect(idNumberFault(value, '2026-02-28')).toBe('DATE')
    expect(idNumberFault(value, '2026-03-01')).toBeNull()
  })

  it('passes every number with its own check character and notices any one wrong digit', () => {
    fc.assert(
      fc.property(idNumbers, fc.nat(16), fc.integer({ min: 1, max: 9 }), (value, at, shift) => {
        expect(idNumberFault(value)).toBeNull()
        const wrong = value.slice(0, at) + ((Number(value[at]) + shift) % 10) + value.slice(at + 1)
        expect(idNumberFault(wrong)).not.toBeNull()
      }),
    )
  })

  it('is one number however it is typed', () => {
    fc.assert(
      fc.property(idNumbers, (value) => {
        const typed = ` ${wide(value.toLowerCase()).slice(0, 6)}\u3000${value.slice(6).toLowerCase()}\u202c`
        expect(normaliseIdNumber(typed)).toBe(value)
      }),
    )
  })
})

describe('统一社会信用代码', () => {
  it.each(['91110000600037341L', '91130200699229617X', '11440300MB2C927392'])('passes %s', (code) => {
    expect(judgeUnitCode(code)).toBe('PASS')
  })

  it('only warns of a code in real use that fails the check', () => {
    expect(judgeUnitCode('91350100M0001TGQXM')).toBe('CHECK_CHARACTER')
  })

  it.each([
    '91110000600037341',
    '91110000600037341LL',
    '9111000060003734IL',
    '91A10000600037341L',
    '91110000600037341l',
    '',
  ])('refuses %s', (code) => expect(judgeUnitCode(code)).toBe('MALFORMED'))

  it('passes every code with its own check character and warns of any other', () => {
    fc.assert(
      fc.property(unitCodes, fc.integer({ min: 1, max: 30 }), (code, shift) => {
        expect(judgeUnitCode(code)).toBe('PASS')
        const other = alphabet[(alphabet.indexOf(code[17] ?? '') + shift) % 31]
        expect(judgeUnitCode(code.slice(0, 17) + other)).toBe('CHECK_CHARACTER')
      }),
    )
  })
})

describe('phones and names', () => {
  it.each([
    ['13800001234', true],
    [wide('13800001234'), true],
    [' 138 0000 1234 \u202c', true],
    ['12800001234', false],
    ['1380000123', false],
    ['138000012345', false],
    ['+8613800001234', true],
    ['1380000123a', false],
  ])('%s is a phone: %s', (text, passes) => {
    expect(PHONE_PATTERN.test(normalisePhone(text))).toBe(passes)
  })

  it('normalising twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const normalise of [halfWidth, normaliseName, nameKey, normalisePhone, normaliseIdNumber]) {
          expect(normalise(normalise(text))).toBe(normalise(text))
        }
      }),
    )
  })

  it('finds a unit and a person by the name as people write it', () => {
    expect(nameKey('唐山（京东）机械 有限公司')).toBe(nameKey('唐山(京东)机械有限公司'))
    expect(nameKey('阿卜杜拉•买买提')).toBe(nameKey('阿卜杜拉·买买提'))
    expect(normaliseName('  张  三 ')).toBe('张 三')
    expect(idTailText('002x', '张三')).toBe(idTailText('11010519491231002X', ' 张三 '))
  })
})

describe('lock-out', () => {
  it('begins with the fifth wrong password and grows to an hour', () => {
    expect([1, 4, 5, 6, 7, 10, 11, 50].map((failures) => lockSeconds(failures))).toEqual([
      0, 0, 60, 120, 240, 1920, 3600, 3600,
    ])
  })
})
