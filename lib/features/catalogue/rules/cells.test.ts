import { describe, expect, it } from 'vitest'
import { itemOf, numberOf, stageWord, textOf } from './cells'
import { readHeading } from './columns'

const resultOf = (read: { value: unknown } | { fault: string }) => ('value' in read ? read.value : 'fault')

describe('cells', () => {
  it.each([
    ['131', 131],
    [131.5, 131.5],
    ['131 kW', 131],
    ['１，８５０', 1850],
    ['1,850', 1850],
    ['  ', null],
    ['一百', 'fault'],
    ['12,5', 'fault'],
    ['kW', 'fault'],
    ['0x10', 'fault'],
  ])('a number: %s → %s', (cell, expected) => expect(resultOf(numberOf(cell, 'kW'))).toBe(expected))

  it.each([
    [' SD16 ', 'SD16'],
    [1419012345, '1419012345'],
    [2 ** 60, 'fault'],
    ['1.41901E+17', 'fault'],
    ['ＳＤ１６', 'SD16'],
  ])('text: %s → %s', (cell, expected) => expect(resultOf(textOf(cell))).toBe(expected))

  it.each(['国三', '国Ⅲ', '国III', '国3', '第三阶段', '国三阶段', 'III'])('a stage: %s', (word) => {
    expect(stageWord(word)).toMatch(/三$/)
  })

  it.each([
    ['国Ⅳ', '国四'],
    ['国IV', '国四'],
    ['国II', '国二'],
    ['国I', '国一'],
    ['国1', '国一'],
    ['国一前', '国一前'],
    ['电动', '电动'],
    ['3', '3'],
  ])('a stage: %s → %s', (word, expected) => expect(stageWord(word)).toBe(expected))

  it('an item of a list by code or name', () => {
    const items = [{ code: 'BULLDOZER', name: '推土机' }]
    expect(itemOf('推土机 ', items)).toEqual({ value: 'BULLDOZER' })
    expect(itemOf('bulldozer', items)).toEqual({ value: 'BULLDOZER' })
    expect(itemOf('飞机', items)).toHaveProperty('fault')
  })
})

describe('readHeading', () => {
  it('knows our words in any order, with units, stars and notes', () => {
    const heading = readHeading([
      '*机械型号',
      '额定净功率（kW）',
      '备注',
      '产品识别码',
      ' 发动机 型号 ',
      null,
    ])
    expect(heading?.columns.map((column) => column?.path ?? null)).toEqual([
      'machine.model',
      'engine.ratedPowerKw',
      null,
      'machine.pin',
      'engine.model',
      null,
    ])
    expect(heading?.unknown).toEqual(['备注'])
  })

  it('is no title and no row of data', () => {
    expect(readHeading(['2026 年机械目录'])).toBeNull()
    expect(readHeading(['SD16', 131, null])).toBeNull()
  })
})
