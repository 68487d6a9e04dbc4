import { describe, expect, it } from 'vitest'
import { filingContent } from '@/lib/features/content/schema/content'
import { STAGE_DATES, type StageDateRow } from '@/lib/features/setting/schema/stage-dates'
import { suggestStage } from './stage'

/** Numbers of the stages, as stamped. */
const J3 = 'CN FJ G3 00 0L81 000192 000002'
const J4 = 'CN FJ G4 00 0L81 000192 000002'
const C1 = 'CN FC G1 0430 03 0000'
const C3 = 'CN FC G3 0430 03 0000'

/** The lines of the law that the table names, as the basis of a suggestion quotes them. */
const LAW = {
  I: 'GB 20891—2007',
  II: 'GB 20891—2007',
  III: 'GB 20891—2014 第三阶段；环境保护部公告 2016 年第 5 号',
  IV: 'GB 20891—2014 第 1 号修改单、HJ 1014—2020',
  number: '第 5–6 位为排放阶段',
  electric: '登记号码编码规则',
} as const

type Machine = {
  fuel?: string
  kW?: number
  machineKw?: number
  engine?: string
  machine?: string
  category?: string
  public?: string
  approval?: string
}
const contentOf = (machine: Machine) =>
  filingContent.parse({
    codes: { disclosureNumber: machine.public, engineApprovalNumber: machine.approval },
    machine: { categoryCode: machine.category ?? 'EXCAVATOR', ratedPowerKw: machine.machineKw },
    engine: { fuelCode: machine.fuel, ratedPowerKw: machine.kW },
  })
/** Sets the dates directly, so that they may be partial. */
function advise(machine: Machine, rows: readonly StageDateRow[] = STAGE_DATES.rows) {
  const content = contentOf(machine)
  const engine = { ...content.engine, manufacturedOn: machine.engine }
  const made = { ...content.machine, manufacturedOn: machine.machine }
  return suggestStage({ ...content, engine, machine: made }, rows)
}
const D = { fuel: 'DIESEL' }

/** The expected suggestion with a part of its basis, or null with a part of the reason. */
const TABLE: [what: string, machine: Machine, stage: string | null, line: string][] = [
  // 国一前 and the dates of 国一 and 国二, which are our own decision.
  ['the day before 国一', { ...D, kW: 60, engine: '2007-09-30' }, '0', LAW.I],
  ['the first day of 国一', { ...D, kW: 60, engine: '2007-10-01' }, '1', LAW.I],
  ['the last day of 国一', { ...D, kW: 60, engine: '2009-09-30' }, '1', LAW.I],
  ['the first day of 国二', { ...D, kW: 60, engine: '2009-10-01' }, '2', LAW.II],
  ['a machine of 2005, whose engine is no younger', { ...D, machine: '2005-06-01' }, '0', LAW.I],
  [
    'a machine of 2012 alone: 国一前 to 国二',
    { ...D, kW: 60, machine: '2012-06-01' },
    null,
    '缺发动机出厂日期',
  ],
  // 国三: engines, machines, farm machines.
  ['an engine the day before 国三', { ...D, kW: 130, engine: '2015-09-30' }, '2', LAW.II],
  ['an engine on the first day of 国三', { ...D, kW: 130, engine: '2015-10-01' }, '3', LAW.III],
  [
    'an older engine in a machine before its date',
    { ...D, kW: 130, engine: '2015-09-30', machine: '2016-03-31' },
    '2',
    LAW.II,
  ],
  [
    'a newer engine in a machine before its date',
    { ...D, kW: 130, engine: '2015-10-01', machine: '2016-03-31' },
    '3',
    LAW.III,
  ],
  [
    'an older engine in a machine on its date',
    { ...D, kW: 130, engine: '2015-09-30', machine: '2016-04-01' },
    null,
    '两者不一致',
  ],
  [
    'a machine alone the day before its date',
    { ...D, kW: 130, machine: '2016-03-31' },
    null,
    '缺发动机出厂日期',
  ],
  ['a machine alone on its date', { ...D, kW: 130, machine: '2016-04-01' }, '3', LAW.III],
  [
    'perhaps a farm machine, before its date',
    { ...D, kW: 60, machine: '2016-11-30', category: 'OTHER' },
    null,
    '农用机械',
  ],
  [
    'perhaps a farm machine, on its date',
    { ...D, kW: 60, machine: '2016-12-01', category: 'OTHER' },
    '3',
    LAW.III,
  ],
  [
    'an engine of 2012 in a machine of 2018',
    { ...D, kW: 130, engine: '2012-05-01', machine: '2018-05-01' },
    null,
    '两者不一致',
  ],
  // 国四, up to 560 kW alone.
  ['an engine the day before 国四', { ...D, kW: 100, engine: '2022-11-30' }, '3', LAW.III],
  ['an engine on the first day of 国四', { ...D, kW: 100, engine: '2022-12-01' }, '4', LAW.IV],
  ['a machine the day before 国四', { ...D, kW: 100, machine: '2022-11-30' }, '3', LAW.III],
  ['a machine on the first day of 国四', { ...D, kW: 100, machine: '2022-12-01' }, '4', LAW.IV],
  [
    'stock: engine before, machine after',
    { ...D, kW: 100, engine: '2022-11-30', machine: '2022-12-01' },
    null,
    '两者不一致',
  ],
  ['both before', { ...D, kW: 100, engine: '2022-10-10', machine: '2022-11-30' }, '3', LAW.III],
  ['both after', { ...D, kW: 100, engine: '2022-12-01', machine: '2023-01-05' }, '4', LAW.IV],
  ['560 kW is within', { ...D, kW: 560, engine: '2023-05-01' }, '4', LAW.IV],
  ['560.1 kW is not: 国三', { ...D, kW: 560.1, engine: '2023-05-01' }, '3', LAW.III],
  ['a machine of 900 kW', { ...D, kW: 900, engine: '2024-05-01', machine: '2024-08-01' }, '3', LAW.III],
  [
    'stock above 560 kW is 国三 either way',
    { ...D, kW: 900, engine: '2022-11-30', machine: '2023-08-01' },
    '3',
    LAW.III,
  ],
  // Power unknown.
  ['2023 without power', { ...D, engine: '2023-05-01' }, null, '额定净功率未填写（未知）'],
  [
    '2023, the machine’s power alone',
    { ...D, machineKw: 110, machine: '2023-05-01' },
    null,
    '不代替发动机额定净功率',
  ],
  ['2023, a power of 0', { ...D, kW: 0, engine: '2023-05-01' }, null, '额定净功率未填写（未知）'],
  ['2018 without power: 国三 at any', { ...D, engine: '2018-05-01' }, '3', LAW.III],
  ['2003 without power: 国一前 at any', { ...D, engine: '2003-05-01' }, '0', LAW.I],
  // Partial dates.
  ['an engine of 2022', { ...D, kW: 100, engine: '2022' }, null, '2022-12-01'],
  ['an engine of 2022-12', { ...D, kW: 100, engine: '2022-12' }, '4', LAW.IV],
  ['an engine of 2022-11', { ...D, kW: 100, engine: '2022-11' }, '3', LAW.III],
  ['an engine of 2022, above 560 kW', { ...D, kW: 600, engine: '2022' }, '3', LAW.III],
  [
    'an engine of 2015 in a machine of 2015-08: not younger than it',
    { ...D, kW: 60, engine: '2015', machine: '2015-08' },
    '2',
    LAW.II,
  ],
  ['engine and machine of 2022', { ...D, kW: 60, engine: '2022', machine: '2022' }, null, '2022-12-01'],
  ['engine and machine of 2020', { ...D, kW: 60, engine: '2020', machine: '2020' }, '3', LAW.III],
  ['a machine of 2016', { ...D, kW: 60, machine: '2016' }, null, '缺发动机出厂日期'],
  ['a date that is none', { ...D, kW: 60, engine: '2022-02-30' }, null, '未填写可用的'],
  // An engine younger than its machine.
  [
    'exchanged, another stage',
    { ...D, kW: 60, engine: '2018-05-01', machine: '2012-05-01' },
    null,
    '可能更换过发动机',
  ],
  ['exchanged, the same stage', { ...D, kW: 60, engine: '2018-05-01', machine: '2017-05-01' }, '3', LAW.III],
  // Other fuels: never by date.
  ...['GASOLINE', 'NATURAL_GAS', 'LPG', 'HYBRID', 'METHANOL', 'HYDROGEN', 'OTHER'].map(
    (fuel): (typeof TABLE)[number] => [
      `${fuel} by date`,
      { fuel, kW: 60, engine: '2023-05-01' },
      null,
      'GB 20891 仅适用于柴油机',
    ],
  ),
  ['unknown fuel by date', { fuel: 'UNKNOWN', kW: 60, engine: '2023-05-01' }, null, '燃料种类未知'],
  ['no fuel by date', { kW: 60, engine: '2023-05-01' }, null, '燃料种类未知'],
  ['LPG by its number', { fuel: 'LPG', kW: 60, engine: '2023-05-01', public: J3 }, '3', LAW.number],
  ['unknown fuel by its number', { fuel: 'UNKNOWN', approval: C1 }, '1', LAW.number],
  ['electric', { fuel: 'ELECTRIC', kW: 15, machine: '2023-05-01' }, 'D', LAW.electric],
  ['electric with G3', { fuel: 'ELECTRIC', public: J3 }, null, '互相矛盾'],
  ['electric with a malformed number', { fuel: 'ELECTRIC', public: 'G3' }, 'D', LAW.electric],
  ['the disclosure number', { ...D, public: J3 }, '3', LAW.number],
  ['the approval number', { ...D, approval: C1 }, '1', LAW.number],
  ['a number before dates', { ...D, kW: 100, engine: '2022-06-01', public: J4 }, '4', LAW.number],
  ['both numbers alike', { ...D, public: J3, approval: C3 }, '3', LAW.number],
  [
    'numbers that contradict each other',
    { ...D, kW: 100, engine: '2018-01-01', public: J4, approval: C1 },
    null,
    '互相矛盾',
  ],
  ['one number malformed', { ...D, public: 'CN FJ G4', approval: C3 }, '3', LAW.number],
  ['a G3 anywhere says nothing', { ...D, kW: 100, engine: '2012-01-01', public: 'SC9DK220G3' }, '2', LAW.II],
  ['a number of the road says nothing', { ...D, public: 'CN QQ G4 00 0L81 000192 000002' }, null, '格式不符'],
  ['nothing at all', {}, null, '燃料种类未知'],
]

describe('the stage that is suggested, machine by machine', () => {
  it('has at least forty machines', () => expect(TABLE.length).toBeGreaterThanOrEqual(40))

  it.each(TABLE)('%s', (_, machine, stage, line) => {
    const { suggested, reason } = advise(machine)
    expect(suggested?.code ?? null, reason).toBe(stage)
    expect(suggested?.basis ?? reason).toContain(line)
    expect(suggested?.reason ?? reason).toBe(reason)
  })
})

describe('the words', () => {
  it('name the date and its line of the law', () => {
    expect(advise({ ...D, kW: 100, engine: '2022-12-05', machine: '2023-01-01' }).reason).toBe(
      '发动机出厂日期 2022-12-05，不早于国四对发动机的实施日期 2022-12-01；机械出厂日期 2023-01-01，不早于国四对机械的实施日期 2022-12-01',
    )
    expect(advise({ ...D, kW: 600, engine: '2023-01-01' }).reason).toBe(
      '发动机出厂日期 2023-01-01，不早于国三对发动机的实施日期 2015-10-01（未填写机械出厂日期，仅按发动机日期）；额定净功率 600 kW 不在国四按日期实施的范围（不大于 560 kW）内',
    )
  })

  it('name both dates where the law leaves them open', () => {
    const { reason } = advise({ ...D, kW: 100, engine: '2022-11-30', machine: '2022-12-01' })
    expect(reason).toMatch(/机械出厂日期 2022-12-01.*国四.*发动机出厂日期 2022-11-30.*国三/)
  })

  it('report a date that contradicts the number, and a number that could not be read', () => {
    expect(advise({ ...D, kW: 100, engine: '2023-06-01', public: J3 }).reason).toContain(
      '编号的阶段更低，请核对',
    )
    expect(advise({ ...D, engine: '2012-01-01', public: 'CN FJ G9' }).reason).toContain(
      '环保信息公开编号格式不符，不作依据',
    )
  })
})

describe('the table is the division’s own', () => {
  const local = STAGE_DATES.rows.map((row) =>
    row.stage === '4'
      ? { ...row, engineFrom: '2022-05-01', machineFrom: '2022-05-01', basis: '深圳市通告' }
      : row,
  )

  it('Shenzhen begins 国四 earlier', () => {
    const machine = { ...D, kW: 100, machine: '2022-06-01' }
    expect(advise(machine).suggested?.code).toBe('3')
    expect(advise(machine, local).suggested).toMatchObject({ code: '4', basis: '深圳市通告' })
  })

  it('takes the lines in any order, and says nothing without them', () => {
    expect(advise({ ...D, kW: 100, engine: '2016-01-01' }, local.toReversed()).suggested?.code).toBe('3')
    expect(advise({ ...D, kW: 100, engine: '2016-01-01' }, [])).toMatchObject({ suggested: null })
    const late = local.filter(({ stage }) => stage > '2')
    expect(advise({ ...D, kW: 100, engine: '2006-01-01' }, late)).toMatchObject({ suggested: null })
  })
})
