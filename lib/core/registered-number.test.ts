import { describe, expect, it } from 'vitest'
import { isPersonDocument, registeredNumberFault } from './registered-number'

describe('the number of a registration', () => {
  it.each([
    ['PERSON', '11010519491231002X', undefined],
    ['PERSON', '11010519491231002X', 'RESIDENT_ID'],
    ['PERSON', '810000199408230021', 'HMT_RESIDENCE'],
    ['PERSON', '911124198108030024', 'FOREIGNER_RESIDENCE'],
    ['PERSON', 'GBR310081062101', 'FOREIGNER_RESIDENCE'],
    ['PERSON', 'H12345678', 'HM_TRAVEL_PERMIT'],
    ['PERSON', 'M1234567801', 'HM_TRAVEL_PERMIT'],
    ['PERSON', '12345678', 'TAIWAN_TRAVEL_PERMIT'],
    ['PERSON', 'E12345678', 'PASSPORT'],
    ['UNIT', '91110000600037341L', undefined],
    ['UNIT', '91350100M0001TGQXM', undefined],
  ] as const)('of a %s may be %s (%s)', (type, number, kind) => {
    expect(registeredNumberFault(type, number, kind)).toBeNull()
  })

  it.each([
    ['UNIT', '11010519491231002X', undefined, '个人注册'],
    ['PERSON', '91110000600037341L', undefined, '单位注册'],
    ['PERSON', '91110000600037341L', 'PASSPORT', '单位注册'],
    ['PERSON', '810000199408230021', 'RESIDENT_ID', '请在“证件类型”中选择港澳台居民居住证'],
    ['PERSON', '11010519491231002X', 'PASSPORT', '请在“证件类型”中选择居民身份证'],
    ['PERSON', 'E12345678', 'RESIDENT_ID', '身份证号应为 18 位'],
    ['PERSON', '911124198108030025', 'FOREIGNER_RESIDENCE', '校验码不正确'],
    ['PERSON', 'H1234', 'HM_TRAVEL_PERMIT', 'H 或 M 和 8 位数字'],
    ['PERSON', '1234', 'PASSPORT', '6 至 9 位'],
    ['PERSON', '11111111', 'TAIWAN_TRAVEL_PERMIT', '不是真实的证件号码'],
    ['UNIT', 'E12345678', undefined, '统一社会信用代码应为 18 位'],
  ] as const)('of a %s is not %s (%s): %s', (type, number, kind, words) => {
    expect(registeredNumberFault(type, number, kind)).toContain(words)
  })

  it('of a person who collects is one of any of these documents', () => {
    expect(['E12345678', 'H12345678', '911124198108030024'].filter(isPersonDocument)).toHaveLength(3)
    expect(['318276', '三', '11010519491231002Y'].filter(isPersonDocument)).toEqual([])
  })
})
