import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PHOTO_SLOT_CODES, type PhotoSlot } from '@/lib/features/photo/schema'
import { type FilingContent, filingContent } from '../schema/content'
import { type CheckFacts, checkFiling } from './check'
import { photoRequirements } from './requirements'

const facts: CheckFacts = {
  lists: {
    CATEGORY: [{ code: 'BULLDOZER' }, { code: 'FORKLIFT' }, { code: 'ONSITE_TRUCK', onsiteOnly: true }],
    PLACE: [{ code: 'CONSTRUCTION_SITE' }],
    FUEL: [{ code: 'DIESEL' }],
    STAGE: [{ code: '3' }],
    DPF_REGENERATION: [{ code: 'ACTIVE' }],
  },
  districtUsable: true,
  today: '2026-11-23',
}

const BODY: PhotoSlot[] = ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR']
const least = {
  kind: 'MACHINE',
  districtCode: '110101',
  placeCode: 'CONSTRUCTION_SITE',
  hasNameplate: true,
  machine: { categoryCode: 'BULLDOZER' },
  engine: { fuelCode: 'DIESEL' },
}
const filing = (changes: object = {}): FilingContent => filingContent.parse({ ...least, ...changes })
const faultsOf = (content: FilingContent, photos: PhotoSlot[] = [...BODY, 'MACHINE_PLATE'], given = facts) =>
  checkFiling(content, photos, given).map(({ path, code }) => `${path} ${code}`)

describe('checkFiling', () => {
  it('lets the least complete filing pass', () => {
    expect(faultsOf(filing())).toEqual([])
  })

  it('lists every fault of an empty filing', () => {
    expect(faultsOf(filingContent.parse({}), [])).toEqual([
      'kind REQUIRED',
      'districtCode REQUIRED',
      'placeCode REQUIRED',
      'hasNameplate REQUIRED',
      'machine.categoryCode REQUIRED',
      'engine.fuelCode REQUIRED',
      ...BODY.map((slot) => `photos.${slot} REQUIRED`),
    ])
  })

  it('says in Chinese what is missing and how to mend it', () => {
    const messages = checkFiling(filing({ kind: 'ONSITE_VEHICLE' }), BODY, facts).map(
      ({ message }) => message,
    )
    expect(messages).toContain('场内机械应填写机械号牌')
    expect(messages).toContain('请上传环保信息随车清单照片（正面）')
    expect(messages.every((message) => /[\u4e00-\u9fff]/.test(message))).toBe(true)
  })

  it('asks an on-site vehicle for plate, both sides of the checklist and the number on it', () => {
    const onsite = filing({ kind: 'ONSITE_VEHICLE' })
    const expected = ['plate REQUIRED', 'codes.disclosureNumber REQUIRED']
    expect(faultsOf(onsite)).toEqual([
      ...expected,
      'photos.CHECKLIST_FRONT REQUIRED',
      'photos.CHECKLIST_BACK REQUIRED',
    ])
    const photos: PhotoSlot[] = [...BODY, 'MACHINE_PLATE', 'CHECKLIST_FRONT', 'CHECKLIST_BACK']
    expect(faultsOf(onsite, photos)).toEqual(expected)
    // Of a table, before any photo: nothing speaks of one that was uploaded.
    const messages = checkFiling(onsite, [], facts).map(({ message }) => message)
    expect(messages.join()).not.toContain('上传了')
    const mended = filing({ kind: 'ONSITE_VEHICLE', plate: '1230', codes: { disclosureNumber: 'CNFJ' } })
    expect(faultsOf(mended, photos)).toEqual([])
  })

  it('asks for the disclosure number wherever a checklist photo is given', () => {
    expect(faultsOf(filing(), [...BODY, 'ENV_LABEL', 'CHECKLIST_FRONT'])).toEqual([
      'codes.disclosureNumber REQUIRED',
    ])
  })

  it.each(['ENV_LABEL', 'ENGINE_APPROVAL', 'MACHINE_ENV_CODE', 'MACHINE_PLATE', 'ENGINE_PLATE'] as const)(
    'takes %s alone as the nameplate photo',
    (slot) => expect(faultsOf(filing(), [...BODY, slot])).toEqual([]),
  )

  it('reports a missing nameplate photo at the first slot of the group', () => {
    expect(faultsOf(filing(), [...BODY, 'CERTIFICATE'])).toEqual(['photos.ENV_LABEL REQUIRED_ANY'])
  })

  it('asks a machine without nameplates for its certificate only', () => {
    expect(faultsOf(filing({ hasNameplate: false }), [...BODY, 'MACHINE_PLATE'])).toEqual([
      'photos.CERTIFICATE REQUIRED',
    ])
    expect(faultsOf(filing({ hasNameplate: false }), [...BODY, 'CERTIFICATE'])).toEqual([])
  })

  it.each([
    [{ machine: { categoryCode: 'BULLDOZER', annualHours: 8784, totalHours: 999_999 } }, []],
    [{ machine: { categoryCode: 'BULLDOZER', annualHours: 0, totalHours: 0 } }, []],
    [{ machine: { categoryCode: 'BULLDOZER', annualHours: 8785 } }, ['machine.annualHours RANGE']],
    [{ machine: { categoryCode: 'BULLDOZER', totalHours: -1 } }, ['machine.totalHours RANGE']],
    [{ machine: { categoryCode: 'BULLDOZER', ratedPowerKw: 0 } }, ['machine.ratedPowerKw RANGE']],
    [{ engine: { fuelCode: 'DIESEL', ratedSpeedRpm: -2200 } }, ['engine.ratedSpeedRpm RANGE']],
    [{ dpf: { smokeBefore: 0, smokeAfter: -0.1 } }, ['dpf.smokeAfter RANGE']],
    [{ machine: { categoryCode: 'BULLDOZER', manufacturedOn: '2026-11-23' } }, []],
    [
      { machine: { categoryCode: 'BULLDOZER', manufacturedOn: '2026-11-24' } },
      ['machine.manufacturedOn FUTURE_DATE'],
    ],
    // A partial date is valid if any of its days is.
    [{ machine: { categoryCode: 'BULLDOZER', manufacturedOn: '2026' } }, []],
    [{ machine: { categoryCode: 'BULLDOZER', manufacturedOn: '2026-11' } }, []],
    [{ machine: { categoryCode: 'BULLDOZER', manufacturedOn: '1950' } }, []],
    [
      { machine: { categoryCode: 'BULLDOZER', manufacturedOn: '2026-12' } },
      ['machine.manufacturedOn FUTURE_DATE'],
    ],
    [{ engine: { fuelCode: 'DIESEL', manufacturedOn: '1949-12' } }, ['engine.manufacturedOn RANGE']],
    [{ engine: { fuelCode: 'DIESEL', manufacturedOn: '0219-01-01' } }, ['engine.manufacturedOn RANGE']],
    [{ codes: { machineEnvCode: '88811111QH3111446' } }, []],
    [{ codes: { machineEnvCode: '88811111QH311144' } }, ['codes.machineEnvCode FORMAT']],
    [{ codes: { disclosureNumber: 'whatever', engineApprovalNumber: 'CN' } }, []],
    [{ placeCode: 'MOON' }, ['placeCode NOT_IN_LIST']],
    [{ engine: { fuelCode: 'COAL' } }, ['engine.fuelCode NOT_IN_LIST']],
    [{ engine: { fuelCode: 'DIESEL', emissionStage: '4' } }, ['engine.emissionStage NOT_IN_LIST']],
    [{ dpf: { regeneration: 'NONE' } }, ['dpf.regeneration NOT_IN_LIST']],
    [{ machine: { categoryCode: 'ONSITE_TRUCK' } }, ['machine.categoryCode ONSITE_ONLY']],
  ])('%j → %j', (changes, expected) => {
    expect(faultsOf(filing(changes))).toEqual(expected)
  })

  it('refuses a district that may not be named', () => {
    expect(faultsOf(filing(), undefined, { ...facts, districtUsable: false })).toEqual([
      'districtCode NOT_IN_LIST',
    ])
  })

  it('keeps monitoring and DPF fields whether installed or not', () => {
    expect(
      faultsOf(filing({ dpf: { installed: false, model: 'X' }, monitoring: { position: '驾驶室' } })),
    ).toEqual([])
  })
})

describe('photo requirements', () => {
  const answers = fc.record({
    kind: fc.constantFrom('MACHINE', 'ONSITE_VEHICLE', null),
    hasNameplate: fc.constantFrom(true, false, null),
  })

  it('sort every slot into required, any-of or free, once', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const { required, anyOf, free } = photoRequirements(given)
        const all = [...required, ...anyOf.flatMap(({ slots }) => slots), ...free]
        expect(all.toSorted()).toEqual([...PHOTO_SLOT_CODES].toSorted())
      }),
    )
  })

  it('are met by exactly what they ask for, and not by less', () => {
    fc.assert(
      fc.property(answers, fc.nat(), (given, pick) => {
        const { required, anyOf } = photoRequirements(given)
        const uploaded = [...required, ...anyOf.map(({ slots }) => slots[pick % slots.length] ?? 'ENV_LABEL')]
        const photosMissing = (photos: PhotoSlot[]) =>
          faultsOf(filingContent.parse(given), photos).filter((fault) => fault.startsWith('photos.')).length
        expect(photosMissing(uploaded)).toBe(0)
        const left = uploaded.filter((_, index) => index !== pick % uploaded.length)
        expect(photosMissing(left)).toBe(1)
      }),
    )
  })
})
