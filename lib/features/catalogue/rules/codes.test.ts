import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeKey } from '@/lib/core/normalise'
import { catalogueEntry } from '../schema'
import { bestEntry, codesOf, differences, groupCodes } from './codes'

describe('codeKey', () => {
  it.each([
    ['*88811111QH3111446*', '88811111QH3111446'],
    ['> 88811111qh3111446 <', '88811111QH3111446'],
    ['８８８１１１１１ＱＨ３１１１４４６', '88811111QH3111446'],
    ['CN FJ G3 00 0L81 000192 000002', 'CNFJG3000L81000192000002'],
    ['sd16-aa·111.446', 'SD16AA111446'],
    ['＊88811111QH3111446＊', '88811111QH3111446'],
    ['＞88811111QH3111446＜', '88811111QH3111446'],
    ['〈88811111QH3111446〉', '88811111QH3111446'],
    ['《 8881 1111 QH31 11446 》', '88811111QH3111446'],
    ['＜＊８８８１１１１１ｑｈ３１１１４４６＊＞', '88811111QH3111446'],
    ['SD16－AA—111–446', 'SD16AA111446'],
    ['A_B・C•D', 'ABCD'],
    ['　 ', ''],
    [null, ''],
    [undefined, ''],
  ])('%s → %s', (text, expected) => expect(codeKey(text)).toBe(expected))

  it('never takes a letter for a digit', () => {
    expect(codeKey('O0I1L')).toBe('O0I1L')
    expect(codeKey('88811111QH311144O')).not.toBe(codeKey('88811111QH3111440'))
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(codeKey(codeKey(text))).toBe(codeKey(text))
      }),
    )
  })
})

describe('groupCodes', () => {
  it('takes the codes of its own group only', () => {
    expect(groupCodes({ group: 1, machineEnvCode: '*88811111QH3111446*', pin: 'X' })).toEqual({
      codes: ['88811111QH3111446'],
    })
    expect(groupCodes({ group: 4, pin: 'cst 1', engineModel: 'WD10G178E25' })).toEqual({
      codes: ['CST1', 'WD10G178E25'],
    })
  })

  it.each([
    [1, { machineEnvCode: '' }, [['machineEnvCode', 'REQUIRED']]],
    [1, { machineEnvCode: '8881' }, [['machineEnvCode', 'MALFORMED']]],
    [1, { machineEnvCode: '88811111QH311144号' }, [['machineEnvCode', 'MALFORMED']]],
    [
      2,
      {},
      [
        ['disclosureNumber', 'REQUIRED'],
        ['machineSerial', 'REQUIRED'],
      ],
    ],
    [2, { disclosureNumber: 'CN FJ' }, [['machineSerial', 'REQUIRED']]],
    [3, { engineSerial: '1' }, [['engineApprovalNumber', 'REQUIRED']]],
    [4, { pin: '1', engineModel: ' * ' }, [['engineModel', 'REQUIRED']]],
  ] as const)('group %i names what is wrong in %o', (group, input, expected) => {
    const result = groupCodes({ group, ...input })
    const faults = 'faults' in result ? result.faults.map(({ path, code }) => [path, code]) : []
    expect(faults).toEqual(expected)
  })
})

describe('bestEntry', () => {
  const model = { disclosureNumber: 'CN1', machineSerial: null }
  const one = { disclosureNumber: 'CN1', machineSerial: 'S1' }
  const other = { disclosureNumber: 'CN2', machineSerial: 'S1' }

  it('prefers the machine itself, falls back to its model, never takes another machine', () => {
    expect(bestEntry([model, one, other], 2, 'CN1', 'S1')).toBe(one)
    expect(bestEntry([model, one, other], 2, 'CN1', 'S9')).toBe(model)
    expect(bestEntry([one, other], 2, 'CN1', 'S9')).toBeNull()
    expect(bestEntry([other], 2, 'CN1', 'S1')).toBeNull()
  })
})

describe('differences', () => {
  const entry = catalogueEntry.parse({
    codes: { disclosureNumber: 'CN FJ G3 00 0L81 000192 000002' },
    machine: { model: 'SD16', brand: '山推', ratedPowerKw: 131, name: null },
    engine: { fuelCode: 'DIESEL' },
  })

  it('names only what both tell, differently', () => {
    const subject = {
      codes: { disclosureNumber: 'cnfjg3000l81000192000002' },
      machine: { model: 'sd-16', brand: '徐工', ratedPowerKw: 118, name: '推土机', serial: 'S1' },
      engine: {},
    }
    expect(differences(subject, entry)).toEqual([
      { path: 'machine.brand', filed: '徐工', published: '山推' },
      { path: 'machine.ratedPowerKw', filed: 118, published: 131 },
    ])
  })

  it.each([
    ['2019-09', '2019-09-10', 0],
    ['2019', '2019-09', 0],
    ['2019-09-10', '2019', 0],
    ['2019-09-10', '2019-09-11', 1],
    ['2019-09', '2019-10-01', 1],
    ['2018', '2019-09', 1],
  ])('%s beside %s: a date that may be the other is none', (filed, published, count) => {
    const made = catalogueEntry.parse({ machine: { manufacturedOn: published } })
    expect(differences({ codes: {}, machine: { manufacturedOn: filed }, engine: {} }, made)).toHaveLength(
      count,
    )
  })

  it('reads the codes of a filing', () => {
    const codes = codesOf({
      codes: { machineEnvCode: '*1*' },
      machine: { serial: 's 1', pin: null },
      engine: { model: 'm' },
    })
    expect(codes).toMatchObject({ machineEnvCode: '1', machineSerial: 'S1', pin: '', engineModel: 'M' })
  })
})
