import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idNumberCheckCharacter } from '@/lib/core/id-number'
import { documentKey, documentKeys } from '@/lib/core/identity-document'
import { licenceCheckDigit, organisationCheckCharacter } from '@/lib/core/identity-forms'
import { judgeUnitCode, unitCodeCheckCharacter } from '@/lib/core/unit-code'
import { newUnitNumber } from '@/prisma/factories/identity'
import { contactOf } from './contact'
import { ownerNumberOf } from './owner-document'

const TODAY = '2026-11-28'
const read = (number: string, name = '张三', word = '') => ownerNumberOf(word, number, name, TODAY)
const documentOf = (number: string, name?: string, word?: string) => {
  const found = read(number, name, word)
  return 'fault' in found ? 'refused' : found.value.document
}

describe('the documents of older registers', () => {
  it.each([
    ['11010519491231002x', '张三', 'RESIDENT_ID'],
    ['１１０１０５ 19491231 002X', '张三', 'RESIDENT_ID'],
    ['’110105-19491231-002X', '张三', 'RESIDENT_ID'],
    ['110105491231002', '老证', 'RESIDENT_ID_15'],
    ['130503670401001', '李四', 'RESIDENT_ID_15'],
    ['830000199201300022', '林某', 'HMT_RESIDENCE'],
    ['810000199408230021', '陈某', 'HMT_RESIDENCE'],
    ['911124198108030024', '约翰', 'FOREIGNER_RESIDENCE'],
    ['USA110081080302', '约翰', 'FOREIGNER_RESIDENCE'],
    ['deu310079020112', 'Hans', 'FOREIGNER_RESIDENCE'],
    ['H0123456701', '香港人', 'HM_TRAVEL_PERMIT'],
    ['M01234567', '澳门人', 'HM_TRAVEL_PERMIT'],
    ['E12345678', '王五', 'PASSPORT'],
    ['EA1234567', '王五', 'PASSPORT'],
    ['军字第1234567号', '军官', 'MILITARY_ID'],
    ['武字第0012345号', '武警', 'MILITARY_ID'],
    ['110105012345678', '老执照单位', 'BUSINESS_LICENCE'],
    ['12345678-9', '机构', 'ORGANISATION_CODE'],
    ['123456788', '机构', 'ORGANISATION_CODE'],
    ['91350203M0001QKT19', '厦门单位', 'UNIT_CODE'],
    ['', '张三', 'refused'],
    ['无', '张三', 'refused'],
    ['不详', '张三', 'refused'],
    ['12345678', '张三', 'refused'],
    ['110105199902300021', '张三', 'refused'],
    ['USA990081990302', '约翰', 'refused'],
    ['110105491331002', '张三', 'refused'],
    ['13800138000', '张三', 'refused'],
    ['99999999999999999', '张三', 'refused'],
  ])('%s of %s is %s', (number, name, expected) => expect(documentOf(number, name)).toBe(expected))

  it('what the register calls it decides, and must fit', () => {
    expect(documentOf('12345678', '台湾人', '台胞证')).toBe('TAIWAN_TRAVEL_PERMIT')
    expect(documentOf('123456789', '外国人', '护照')).toBe('PASSPORT')
    expect(documentOf('110105491231002', '老证', '营业执照')).toBe('BUSINESS_LICENCE')
    expect(documentOf('110105491231002', '北京老厂', '身份证')).toBe('RESIDENT_ID_15')
    expect(documentOf('11010519491231002X', '张三', '护照')).toBe('refused')
    expect(read('11010519491231002X', '张三', '会员卡')).toMatchObject({
      fault: expect.stringContaining('会员卡'),
    })
  })

  it('a failing check character is a warning', () => {
    expect(read('110105194912310021', '张三', '个人')).toHaveProperty('warning')
    expect(read('91350100M0001TGQXM', '福建某公司')).toHaveProperty('warning')
    expect(read(newUnitNumber(), '北京某公司')).toMatchObject({ value: { type: 'UNIT' }, warning: undefined })
  })

  it('a number with a birth date is a person’s, even where another last digit makes it a right unit code', () => {
    const digits = Array.from(
      { length: 1000 },
      (_, order) => `11010519491231${String(order).padStart(3, '0')}`,
    ).find((each) => /\d/.test(unitCodeCheckCharacter(each)))
    const idNumber = `${digits}${unitCodeCheckCharacter(digits ?? '')}`
    expect(judgeUnitCode(idNumber)).toBe('PASS')
    expect(read(idNumber)).toEqual({
      value: { type: 'PERSON', document: 'RESIDENT_ID', idNumber },
      warning: '身份证号的校验码不正确，请核对',
    })
  })

  it('15 digits under a unit’s name are a licence when its check digit says so, else the row is refused', () => {
    const digits = '11010549123100'
    const licence = digits + licenceCheckDigit(digits)
    expect(documentOf(licence, '北京老厂')).toBe('BUSINESS_LICENCE')
    const other = digits + String((Number(licenceCheckDigit(digits)) + 1) % 10)
    expect(read(other, '北京老厂')).toMatchObject({ fault: expect.stringContaining('个人或单位') })
  })

  it('check characters of the standards’ samples', () => {
    // GB 11714: D2143569-X.
    expect(organisationCheckCharacter('D2143569')).toBe('X')
    expect(licenceCheckDigit('110108000000016')).toBe('6')
  })
})

describe('one document in two spellings', () => {
  const persons = fc
    .record({
      place: fc.constantFrom('110105', '440300', '659004'),
      born: fc.date({ min: new Date('1900-01-01'), max: new Date('1999-12-31'), noInvalidDate: true }),
      order: fc.integer({ min: 0, max: 995 }),
    })
    .map(({ place, born, order }) => {
      const day = born.toISOString().slice(0, 10).replaceAll('-', '')
      const digits = `${place}${day}${String(order).padStart(3, '0')}`
      return { long: digits + idNumberCheckCharacter(digits), short: digits.slice(0, 6) + digits.slice(8) }
    })

  it('15 digits match the 18 of the same person, and a look-up finds both', () => {
    fc.assert(
      fc.property(persons, ({ long, short }) => {
        expect(documentKey('RESIDENT_ID_15', short)).toBe(documentKey('RESIDENT_ID', long))
        expect(documentKeys(short)).toContain(long)
      }),
    )
  })

  it('orders of people born before 1900 meet nobody', () => {
    expect(documentKey('RESIDENT_ID_15', '110105101231997')).toBe('RESIDENT_ID_15:110105101231997')
  })

  it('a permit’s renewals and a code’s hyphen make no difference', () => {
    expect(documentKey('HM_TRAVEL_PERMIT', 'H0123456701')).toBe(documentKey('HM_TRAVEL_PERMIT', 'H01234567'))
    expect(documentKey('ORGANISATION_CODE', '12345678-9')).not.toBe(documentKey('PASSPORT', '123456789'))
    expect(documentKey('MILITARY_ID', '军字第1234567号')).toBe(documentKey('MILITARY_ID', '军字1234567'))
  })
})

describe('contacts of owners', () => {
  it.each([
    ['13999538001', { kind: 'MOBILE', phone: '13999538001' }, false],
    ['13600099538/13500099538', { kind: 'MOBILE', phone: '13600099538' }, false],
    [13_999_538_001, { kind: 'MOBILE', phone: '13999538001' }, false],
    ['010-12345678', { kind: 'OTHER', phone: '010-12345678' }, true],
    ['(0592)5512345转801', { kind: 'OTHER', phone: '(0592)5512345转801' }, true],
    ['无', null, false],
    ['', null, false],
    ['1.37E+10', null, true],
    ['同上', null, true],
    ['12345', null, true],
  ])('%s', (text, value, warned) => {
    const found = contactOf(text)
    expect(found.value).toEqual(value)
    expect(found.warning !== undefined).toBe(warned)
  })
})

it.each([
  '000000000000000000',
  '123456789012345678',
  '111111111111111',
  '000000000',
  '00000000-0',
  'E00000000',
])('%s was typed because something had to stand there', (number) => {
  expect(ownerNumberOf('', number, '张三')).toEqual({ fault: '不是真实的证件号码，请填写证件上的号码' })
})

it('nine characters with the hyphen of an organisation are no passport; without it nobody can say', () => {
  expect(ownerNumberOf('', 'MA001234-5', '张三')).toMatchObject({ value: { document: 'ORGANISATION_CODE' } })
  expect(ownerNumberOf('', 'MA0012345', '张三')).toHaveProperty('fault', expect.stringContaining('护照'))
})
