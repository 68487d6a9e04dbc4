import { expect, it } from 'vitest'
import { filingContent } from '../schema/content'
import { contentForAnother } from './for-another'

it('keeps the kind of machine and its place, and nothing that is of one machine alone', () => {
  const content = filingContent.parse({
    kind: 'MACHINE',
    districtCode: '110101',
    plate: '1203',
    hasNameplate: true,
    codes: { machineEnvCode: '88811111QH3111446', engineApprovalNumber: 'CN FC G3 0430 03 0192' },
    machine: {
      categoryCode: 'EXCAVATOR',
      model: 'SE215',
      serial: 'A1',
      pin: 'P1',
      totalHours: 900,
      manufacturedOn: '2019-04',
    },
    engine: { model: 'WD10', serial: 'E1', emissionStage: '3', fuelCode: 'DIESEL' },
    monitoring: { installed: true, terminalModel: 'T', terminalNumber: '1' },
    dpf: { installed: true, model: 'D', smokeBefore: 1.2 },
  })
  expect(contentForAnother(content)).toEqual({
    kind: 'MACHINE',
    districtCode: '110101',
    hasNameplate: true,
    codes: {},
    machine: { categoryCode: 'EXCAVATOR', model: 'SE215' },
    engine: { model: 'WD10', emissionStage: '3', fuelCode: 'DIESEL' },
    monitoring: { installed: true, terminalModel: 'T' },
    dpf: { installed: true, model: 'D' },
  })
})
