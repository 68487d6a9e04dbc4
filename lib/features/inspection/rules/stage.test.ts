import { describe, expect, it } from 'vitest'
import { filingContent } from '@/lib/features/content/schema/content'
import { STAGE_DATES } from '@/lib/features/setting/schema/stage-dates'
import { stageCodeFindings, stageFuelFindings } from './stage'
import { stageDateFindings, stagePowerFindings } from './stage-law'

const disclosure = (stage: number) => `CN FJ G${stage} 00 0L81 000192 000002`
const approval = (stage: number) => `CN FC G${stage} 0430 03 0192`

type Machine = {
  fuel?: string
  kW?: number
  public?: string
  approval?: string
  claim?: '0' | '1' | '2' | '3' | '4' | 'D' | 'X'
  engine?: string
  machine?: string
  category?: string
  dpf?: boolean
}
const contentOf = ({ fuel = 'DIESEL', category = 'BULLDOZER', ...one }: Machine) =>
  filingContent.parse({
    codes: { disclosureNumber: one.public, engineApprovalNumber: one.approval },
    machine: { manufacturedOn: one.machine, categoryCode: category },
    engine: {
      manufacturedOn: one.engine,
      ratedPowerKw: one.kW,
      fuelCode: fuel,
      emissionStage: one.claim,
    },
    dpf: { installed: one.dpf },
  })

type Content = ReturnType<typeof contentOf>
const KINDS: {
  check: string
  run: (content: Content) => { result: string; text: string }[]
  cases: [string, Machine, string][]
}[] = [
  {
    check: 'codes against one another',
    run: stageCodeFindings,
    cases: [
      ['alike', { public: disclosure(3), approval: approval(3) }, 'CLEAR'],
      ['number and number', { public: disclosure(4), approval: approval(3) }, 'DOUBT'],
      ['number and claim', { public: disclosure(3), claim: '2' }, 'DOUBT'],
      ['one alone', { public: disclosure(3) }, 'NOT_CHECKED'],
      ['a malformed one tells nothing', { public: 'G3', approval: approval(3) }, 'NOT_CHECKED'],
    ],
  },
  {
    check: 'fuel',
    run: stageFuelFindings,
    cases: [
      ['electric with G3', { fuel: 'ELECTRIC', public: disclosure(3) }, 'DOUBT'],
      ['electric with an approval', { fuel: 'ELECTRIC', approval: approval(2) }, 'DOUBT'],
      ['electric with 国三', { fuel: 'ELECTRIC', claim: '3' }, 'DOUBT'],
      ['electric with D', { fuel: 'ELECTRIC', claim: 'D' }, 'CLEAR'],
      ['electric, 无', { fuel: 'ELECTRIC', approval: '无' }, 'NOT_CHECKED'],
      ['diesel with D', { claim: 'D' }, 'DOUBT'],
      ['electric with a DPF', { fuel: 'ELECTRIC', dpf: true }, 'DOUBT'],
      ['diesel with a DPF', { dpf: true }, 'CLEAR'],
      ['unknown', { fuel: 'UNKNOWN', public: disclosure(3) }, 'NOT_CHECKED'],
    ],
  },
  {
    check: 'dates',
    run: (content: Content) => stageDateFindings(content, STAGE_DATES.rows),
    cases: [
      [
        '国三 made under 国三',
        { public: disclosure(3), kW: 100, engine: '2018-03', machine: '2018-05' },
        'CLEAR',
      ],
      [
        '国二 made under 国三',
        { public: disclosure(2), kW: 100, engine: '2018-03', machine: '2018-05' },
        'DOUBT',
      ],
      [
        '国三 with a machine under 国四',
        { public: disclosure(3), kW: 100, engine: '2018-03', machine: '2023-01-05' },
        'DOUBT',
      ],
      [
        '国三 above 560 kW stays',
        { public: disclosure(3), kW: 600, engine: '2023-03', machine: '2023-05' },
        'CLEAR',
      ],
      ['a stage ahead', { public: disclosure(4), kW: 100, engine: '2018-03', machine: '2018-05' }, 'CLEAR'],
      [
        'two stages ahead',
        { public: disclosure(4), kW: 100, engine: '2012-03', machine: '2012-05' },
        'DOUBT',
      ],
      ['a claim too old', { claim: '1', kW: 100, engine: '2018-03', machine: '2018-05' }, 'DOUBT'],
      [
        'without power, of 国三 or 国四',
        { public: disclosure(3), engine: '2023-03', machine: '2023-05' },
        'NOT_CHECKED',
      ],
      ['a year that holds a date', { public: disclosure(2), kW: 100, machine: '2016' }, 'NOT_CHECKED'],
      [
        'a tractor or not',
        { public: disclosure(2), kW: 60, machine: '2016-06-01', category: 'OTHER' },
        'NOT_CHECKED',
      ],
      ['without dates', { public: disclosure(3), kW: 100 }, 'NOT_CHECKED'],
      ['without a stage', { kW: 100, machine: '2018-05' }, 'NOT_CHECKED'],
      ['petrol', { fuel: 'GASOLINE', public: disclosure(2), kW: 10, machine: '2020-01-01' }, 'NOT_CHECKED'],
    ],
  },
  {
    check: 'power',
    run: (content: Content) => stagePowerFindings(content, STAGE_DATES.rows),
    cases: [
      ['国四 of 560 kW', { public: disclosure(4), kW: 560 }, 'CLEAR'],
      ['国四 above', { public: disclosure(4), kW: 561 }, 'DOUBT'],
      ['国三 above', { public: disclosure(3), kW: 900 }, 'CLEAR'],
      ['without power', { public: disclosure(4) }, 'NOT_CHECKED'],
    ],
  },
]

describe.each(KINDS)('stage and $check', ({ run, cases }) => {
  it.each(cases)('%s', (_, machine, result) => {
    const findings = run(contentOf(machine))
    expect(new Set(findings.map((one) => one.result)), JSON.stringify(findings)).toEqual(new Set([result]))
  })
})

it('the doubt names the line of the law, and marks both rows', () => {
  const content = contentOf({ public: disclosure(2), kW: 100, engine: '2018-03', machine: '2018-05' })
  expect(stageDateFindings(content, STAGE_DATES.rows)).toMatchObject([
    {
      text: '环保信息公开编号为国二，但发动机出厂日期 2018-03 不早于国三对发动机的实施日期 2015-10-01',
      paths: ['codes.disclosureNumber', 'engine.manufacturedOn', 'machine.manufacturedOn'],
    },
  ])
})
