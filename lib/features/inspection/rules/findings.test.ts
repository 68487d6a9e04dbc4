import { describe, expect, it } from 'vitest'
import type { Finding } from '@/lib/core/finding'
import { filingContent } from '@/lib/features/content/schema/content'
import { burstFindings } from './burst'
import { catalogueFindings } from './catalogue'
import { dateFindings } from './dates'
import { documentFindings, documentVerdict } from './documents'
import type { InspectedPhoto } from './facts'
import { formatFindings } from './formats'
import { inOrder } from './order'
import { placeFindings, timeFindings } from './photo-origin'
import { missingFindings } from './photos'
import { powerFindings } from './power'

const results = (findings: Finding[]) => findings.map(({ result }) => result)
const parse = (content: object) => filingContent.parse(content)
const UPLOADED = new Date('2026-11-20T02:00:00Z')
const photo = (slot: InspectedPhoto['slot'], more: Partial<InspectedPhoto> = {}): InspectedPhoto => ({
  slot,
  photoId: slot,
  uploadedAt: UPLOADED,
  takenAt: null,
  latitude: null,
  longitude: null,
  ...more,
})

describe('the catalogue', () => {
  const content = parse({ codes: { machineEnvCode: '88811111QH3111446' } })
  const unknown = { machine: false, engine: false }

  it('reports each field that it publishes differently', () => {
    const differences = [
      { path: 'machine.model', published: 'SD16' },
      { path: 'engine.fuelCode', published: 'DIESEL' },
    ]
    expect(catalogueFindings(content, [{ group: 1, differences }], unknown)).toMatchObject([
      { result: 'DOUBT', text: '机械型号与公开目录不一致（目录为 SD16）', paths: ['machine.model'] },
      { result: 'DOUBT', text: '燃料种类与公开目录不一致', paths: ['engine.fuelCode'] },
    ])
    expect(results(catalogueFindings(content, [{ group: 1, differences: [] }], unknown))).toEqual(['CLEAR'])
  })

  it('doubts a code that is not there only where it knows the maker', () => {
    expect(catalogueFindings(content, [], { machine: true, engine: null })).toMatchObject([
      { result: 'DOUBT', paths: ['codes.machineEnvCode'] },
    ])
    for (const known of [unknown, { machine: null, engine: null }]) {
      const [found] = catalogueFindings(content, [], known)
      expect(found).toMatchObject({ result: 'NOT_CHECKED', text: expect.stringContaining('没有查到') })
    }
    expect(results(catalogueFindings(parse({}), [], unknown))).toEqual(['NOT_CHECKED'])
  })

  it('a code that is not there is not covered by another that is', () => {
    const both = parse({ codes: { ...content.codes, engineApprovalNumber: 'CN FC G3 0430 03 0192' } })
    const found = catalogueFindings(both, [{ group: 1, differences: [] }], { machine: true, engine: false })
    expect(results(found)).toEqual(['CLEAR', 'NOT_CHECKED'])
  })
})

it('unusual numbers are in doubt, usual ones clear, and none is not checked', () => {
  const codes = { disclosureNumber: 'CN 1', machineEnvCode: '88811111QH3111446' }
  expect(formatFindings(parse({ codes }))).toMatchObject([
    { result: 'DOUBT', paths: ['codes.disclosureNumber'] },
    { result: 'CLEAR', text: '机械环保代码的格式正确' },
  ])
  expect(results(formatFindings(parse({})))).toEqual(['NOT_CHECKED'])
})

it('documents with a check character are checked, persons too; the others say that they have none', () => {
  const today = '2026-11-29'
  expect(documentVerdict('RESIDENT_ID', '11010519491231002X', today)).toBe('PASS')
  expect(documentVerdict('RESIDENT_ID', '110105194912310021', today)).toBe('CHECK')
  expect(documentVerdict('UNIT_CODE', '91350100M0001TGQXM', today)).toBe('CHECK')
  expect(documentVerdict('PASSPORT', 'E12345678', today)).toBe('NO_CHECK_CHARACTER')
  const found = (['PASS', 'CHECK', 'MALFORMED', 'NO_CHECK_CHARACTER'] as const).map((verdict) => ({
    party: '机主' as const,
    label: '身份证号',
    verdict,
  }))
  expect(results(documentFindings({ documents: found }))).toEqual(['CLEAR', 'DOUBT', 'DOUBT', 'NOT_CHECKED'])
})

describe('dates', () => {
  const of = (engine: string | null, machine: string | null, more: object = {}) =>
    dateFindings(
      parse({ engine: { manufacturedOn: engine }, machine: { manufacturedOn: machine }, ...more }),
      UPLOADED,
    )

  it.each([
    ['the engine after its machine', '2019-05-02', '2019-05-01', 'DOUBT'],
    ['in one month', '2019-05', '2019-05-01', 'CLEAR'],
    ['in one year', '2019-05-02', '2019', 'CLEAR'],
    ['the engine before', '2019-04', '2019-05', 'CLEAR'],
    ['one alone', '2019-04', null, 'NOT_CHECKED'],
    ['none', null, null, 'NOT_CHECKED'],
    ['after the submission', '2026-11-21', null, 'DOUBT'],
  ])('%s', (_, engine, machine, result) => expect(results(of(engine, machine))).toEqual([result]))

  it('nothing is added before the machine is made', () => {
    const dpf = { installed: true, installedOn: '2018-01' }
    expect(of('2019-01', '2019-02', { dpf })).toMatchObject([
      { result: 'DOUBT', paths: ['machine.manufacturedOn', 'dpf.installedOn'] },
    ])
  })
})

it.each([
  [131, 131, 'CLEAR'],
  [131, 118, 'CLEAR'],
  [131, 1310, 'DOUBT'],
  [60, 100, 'DOUBT'],
  [131, null, 'NOT_CHECKED'],
])('power of engine %s and machine %s: %s', (engine, machine, result) =>
  expect(
    results(powerFindings(parse({ engine: { ratedPowerKw: engine }, machine: { ratedPowerKw: machine } }))),
  ).toEqual([result]),
)

describe('photos', () => {
  const body = (['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR'] as const).map((slot) =>
    photo(slot),
  )
  const content = parse({ kind: 'MACHINE', hasNameplate: true })

  it('that are required and missing', () => {
    expect(results(missingFindings({ content, photos: [...body, photo('ENGINE_PLATE')] }))).toEqual(['CLEAR'])
    expect(missingFindings({ content, photos: body.slice(1) })).toMatchObject([
      { result: 'DOUBT', paths: ['photos.BODY_FRONT'] },
      { result: 'DOUBT', text: expect.stringContaining('铭牌照片') },
    ])
    expect(results(missingFindings({ content: parse({}), photos: body }))).toEqual(['NOT_CHECKED'])
  })

  it('taken after the upload or years before; without a time they are not checked', () => {
    const at = (takenAt: string) => [photo('BODY_FRONT', { takenAt: new Date(takenAt) })]
    expect(results(timeFindings({ photos: at('2026-11-19T02:00:00Z') }))).toEqual(['CLEAR'])
    expect(results(timeFindings({ photos: at('2026-11-20T09:00:00Z') }))).toEqual(['DOUBT'])
    expect(timeFindings({ photos: at('2023-01-01T00:00:00Z') })).toMatchObject([
      { result: 'DOUBT', text: '机身正面照片拍摄于上传前 3 年以上' },
    ])
    expect(results(timeFindings({ photos: [...at('2026-11-19T02:00:00Z'), photo('BODY_REAR')] }))).toEqual([
      'CLEAR',
      'NOT_CHECKED',
    ])
  })

  it('taken far from one another; against the district nothing is known', () => {
    const at = (latitude: number, longitude: number) => photo('BODY_FRONT', { latitude, longitude })
    const [near, far] = [at(39.93, 116.42), at(39.631, 118.18)]
    expect(results(placeFindings({ photos: [at(39.928, 116.416), near] }))).toEqual(['CLEAR', 'NOT_CHECKED'])
    expect(placeFindings({ photos: [near, far] })[0]).toMatchObject({
      result: 'DOUBT',
      text: expect.stringContaining('公里'),
    })
    expect(results(placeFindings({ photos: body }))).toEqual(['NOT_CHECKED'])
  })
})

it('one agent for many owners is a burst; one owner with a fleet is none', () => {
  const burst = { filings: 9, owners: 5, districts: 2, filingIds: ['a'] }
  expect(burstFindings(burst)).toMatchObject([{ result: 'DOUBT', filingIds: ['a'], evidence: { owners: 5 } }])
  expect(burstFindings({ ...burst, filings: 300, owners: 0 })).toMatchObject([
    { result: 'CLEAR', filingIds: [] },
  ])
})

it('doubts come first, then what was not checked; the heavier before the lighter', () => {
  const check = (code: 'BURST' | 'CATALOGUE', result: Finding['result']) => ({
    code,
    result,
    level: 'WARN' as const,
    text: '',
    paths: [],
    filingIds: [],
    version: 1,
  })
  const checks = [
    check('CATALOGUE', 'CLEAR'),
    check('BURST', 'DOUBT'),
    check('BURST', 'NOT_CHECKED'),
    check('CATALOGUE', 'DOUBT'),
  ]
  expect(inOrder(checks).map(({ code, result }) => `${code} ${result}`)).toEqual([
    'CATALOGUE DOUBT',
    'BURST DOUBT',
    'BURST NOT_CHECKED',
    'CATALOGUE CLEAR',
  ])
})
