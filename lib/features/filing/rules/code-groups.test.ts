import { describe, expect, test } from 'vitest'
import type { CatalogueEntry } from '@/lib/features/catalogue/schema'
import { emptyContent } from '@/lib/features/content/rules/content'
import type { FilingContent } from '@/lib/features/content/schema/content'
import {
  CODE_GROUPS,
  emptiedGroup,
  groupFaults,
  groupRequest,
  isGroupEmpty,
  pathOfCode,
  placeAfterGroup,
  placeAfterPhotos,
  prefillFrom,
} from './code-groups'

const content = (part: Partial<FilingContent> = {}): FilingContent => ({ ...emptyContent(), ...part })
const entry = (part: Partial<CatalogueEntry>): CatalogueEntry => ({
  codes: {},
  machine: {},
  engine: {},
  ...part,
})

describe('the way through the groups', () => {
  test('first to fourth, then the details', () => {
    expect([1, 2, 3, 4].map((group) => placeAfterGroup(group as 1))).toEqual([
      'codes.2',
      'codes.3',
      'codes.4',
      'machine',
    ])
  })

  test('without nameplates straight to the details', () => {
    expect(placeAfterPhotos(content({ hasNameplate: true }))).toBe('codes.1')
    expect(placeAfterPhotos(content({ hasNameplate: false }))).toBe('machine')
  })
})

describe('a group', () => {
  test('is empty until one of its codes is there; blanks are nothing', () => {
    expect(isGroupEmpty(2, content())).toBe(true)
    expect(isGroupEmpty(2, content({ codes: { disclosureNumber: '  ' } }))).toBe(true)
    expect(isGroupEmpty(2, content({ machine: { serial: 'A1' } }))).toBe(false)
  })

  test('is emptied whole', () => {
    expect(emptiedGroup(3)).toEqual({ 'codes.engineApprovalNumber': null, 'engine.serial': null })
  })

  test("the manual's example has the right form, with its separators as well", () => {
    const example = CODE_GROUPS[1].example ?? ''
    expect(groupFaults(1, content({ codes: { machineEnvCode: example } }))).toEqual({})
    expect(groupFaults(1, content({ codes: { machineEnvCode: `*${example}*` } }))).toEqual({})
    expect(groupFaults(1, content({ codes: { machineEnvCode: example.slice(1) } }))).toHaveProperty([
      'codes.machineEnvCode',
    ])
  })

  test('is requested by the names of the catalogue, which map back to the fields', () => {
    const filled = content({ machine: { pin: ' P1 ' }, engine: { model: 'WD10' } })
    expect(groupRequest(4, filled)).toEqual({ group: 4, pin: 'P1', engineModel: 'WD10' })
    expect(groupRequest(2, content())).toEqual({ group: 2, disclosureNumber: null, machineSerial: null })
    expect(pathOfCode(2, 'machineSerial')).toBe('machine.serial')
    expect(pathOfCode(2, 'group')).toBeUndefined()
  })
})

describe('a hit', () => {
  const published = entry({
    codes: { machineEnvCode: '88811111QH3111446' },
    machine: { brand: '山推', model: 'SD16', ratedPowerKw: 131, name: null },
    engine: { fuelCode: 'DIESEL' },
  })

  test('fills what is empty and marks it', () => {
    const { values, published: marked, differing } = prefillFrom(published, content())
    expect(values).toEqual({
      'codes.machineEnvCode': '88811111QH3111446',
      'machine.brand': '山推',
      'machine.model': 'SD16',
      'machine.ratedPowerKw': 131,
      'engine.fuelCode': 'DIESEL',
    })
    expect(marked).toEqual(Object.keys(values))
    expect(differing).toEqual({})
  })

  test('never overwrites what was typed: it is reported', () => {
    const typed = content({ machine: { brand: '卡特', ratedPowerKw: 130 } })
    const { values, published: marked, differing } = prefillFrom(published, typed)
    expect(differing).toEqual({ 'machine.brand': '山推', 'machine.ratedPowerKw': 131 })
    expect(values).not.toHaveProperty(['machine.brand'])
    expect(marked).not.toContain('machine.brand')
  })

  test('a month beside a day of it stays what was typed, neither differing nor published', () => {
    const dated = entry({ machine: { manufacturedOn: '2019-09-10' } })
    const found = prefillFrom(dated, content({ machine: { manufacturedOn: '2019-09' } }))
    expect(found).toEqual({ values: {}, published: [], differing: {} })
    expect(prefillFrom(dated, content()).values).toEqual({ 'machine.manufacturedOn': '2019-09-10' })
  })

  test('the same in other writing is no difference', () => {
    const typed = content({ codes: { machineEnvCode: '*88811111qh3111446*' } })
    const { values, published: marked, differing } = prefillFrom(published, typed)
    expect(differing).toEqual({})
    expect(values).not.toHaveProperty(['codes.machineEnvCode'])
    expect(marked).toContain('codes.machineEnvCode')
  })
})
