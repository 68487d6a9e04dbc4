import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemOf } from './cells'
import { categoryOf, fuelOf, stageOf } from './value-words'

describe('a fuel in others’ words', () => {
  it.each([
    [
      'DIESEL',
      [
        '柴油机',
        '0#柴油',
        '-10号车用柴油',
        '0＃ 柴油',
        '柴油(0#)',
        'diesel',
        '柴油（国六）',
        '柴油发动机',
        '车用0#柴油',
      ],
    ],
    ['GASOLINE', ['汽油机', '92#汽油', '车用乙醇汽油']],
    ['ELECTRIC', ['电', '纯电动', '电力', '蓄电池', '锂电', ' 铅酸蓄电池 ']],
    [
      'NATURAL_GAS',
      ['LNG', 'cng', 'ＬＮＧ', '液化天然气', 'CNG/LNG', '天然气(LNG)', 'LNG天然气', 'CNG（压缩天然气）'],
    ],
    ['LPG', ['LPG', '液化气', '石油液化气']],
    ['HYBRID', ['油电混合', '混动', '插电式混合动力', '柴电混合', '混合动力(油电)']],
    ['HYDROGEN', ['氢', '氢能', '氢燃料电池']],
    ['METHANOL', ['甲醇燃料', 'methanol']],
  ])('%s', (code, words) => expect(words.map(fuelOf)).toEqual(words.map(() => code)))

  it('that may be two stays none: 双燃料, 新能源, 燃气', () => {
    for (const word of [
      '双燃料',
      '新能源',
      '燃气',
      '柴油/电',
      '柴油+LPG',
      '柴油(备注)',
      '国三',
      '燃料电池',
      '增程式',
      '生物柴油',
      '油',
      '',
    ])
      expect(fuelOf(word), word).toBeNull()
    const items = ['柴油', '汽油', '电动', '天然气', '液化石油气', '混合动力'].map((name) => ({
      code: name,
      name,
    }))
    expect(itemOf('双燃料', items, fuelOf)).toEqual({
      fault: '“双燃料”不在可选范围内，应为 柴油、汽油、电动、天然气、液化石油气、混合动力',
    })
  })

  it('counts only where the list has it', () => {
    expect(itemOf('混动', [{ code: 'DIESEL', name: '柴油' }], fuelOf)).toHaveProperty('fault')
    expect(itemOf('柴油机', [{ code: 'DIESEL', name: '柴油' }], fuelOf)).toEqual({ value: 'DIESEL' })
  })
})

describe('a stage in others’ words', () => {
  it.each([
    ['0', ['国一前', '国Ⅰ前', '国1以前', '国零', '国前', '0', '第一阶段以前']],
    ['1', ['国一', '国I', '国Ⅰ', '第一阶段', '1']],
    ['2', ['国II', '国2', '中国第二阶段']],
    [
      '3',
      [
        '国三',
        '国Ⅲ',
        '国III',
        '国3',
        '第三阶段',
        '三阶段',
        '国三阶段',
        '非道路国三',
        'CHINA III',
        'China-3',
        '中国Ⅲ',
        '国Ⅲ阶段',
        '３',
        '三',
        'Ⅲ',
        'III',
        '国三标准',
        '国三排放标准',
        'GB20891-2014第三阶段',
        '非道路移动机械第三阶段',
        '国 三',
        '非三',
      ],
    ],
    ['4', ['非道路国四', '中国第四阶段', '国Ⅳ', '国IV', '国四（HJ 1014-2020）']],
    ['5', ['国Ⅴ', '国五', '国V', '第五阶段']],
    ['6', ['国6', '国六', '国Ⅵ', '国VI']],
    ['D', ['电动', '纯电动', 'd']],
    ['X', ['x', '无法确定', '无排放阶段（或无法确定）', '无排放阶段']],
  ])('%s', (stage, words) => {
    for (const word of words) expect(stageOf(word), word).toBe(stage)
  })

  it.each([
    '欧三',
    'Euro III',
    'T3',
    'Tier 3',
    'Stage III',
    '国ⅢA',
    '国7',
    '国',
    '三级',
    '国三国四',
    '国三前',
    '33',
    '',
  ])('is none: %s', (word) => expect(stageOf(word)).toBeNull())

  it('is the same however it is written', () => {
    const signs = [
      ['一', 'Ⅰ', 'I', '1'],
      ['二', 'Ⅱ', 'II', '2'],
      ['三', 'Ⅲ', 'III', '3'],
      ['四', 'Ⅳ', 'IV', '4'],
      ['五', 'Ⅴ', 'V', '5'],
      ['六', 'Ⅵ', 'VI', '6'],
    ]
    const spelling = fc.tuple(
      fc.nat(5),
      fc.nat(3),
      fc.constantFrom('国', '第', '中国', '中国第', '非道路国', 'China ', '国家第'),
      fc.constantFrom('', '阶段', '标准', ' 阶段', '排放标准'),
    )
    fc.assert(
      fc.property(spelling, ([digit, sign, before, behind]) => {
        expect(stageOf(`${before}${signs[digit]?.[sign]}${behind}`)).toBe(String(digit + 1))
      }),
    )
  })
})

it('a category in others’ words', () => {
  expect(['挖机', '铲车', '履带式推土机', '空压机', '其它'].map(categoryOf)).toEqual([
    'EXCAVATOR',
    'LOADER',
    'BULLDOZER',
    'AIR_COMPRESSOR',
    'OTHER',
  ])
  expect(['挖掘装载机', '拖拉机', '飞机'].map(categoryOf)).toEqual([null, null, null])
})
