import { describe, expect, it } from 'vitest'
import { itemOf, numberOf, textOf } from './cells'

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
    [1_234_567_890_123_456, 'fault'],
    [123_456_789_012_345, '123456789012345'],
    ['1.41901E+17', 'fault'],
    ['ＳＤ１６', 'SD16'],
  ])('text: %s → %s', (cell, expected) => expect(resultOf(textOf(cell))).toBe(expected))

  it('an item of a list by code or name', () => {
    const items = [{ code: 'BULLDOZER', name: '推土机' }]
    expect(itemOf('推土机 ', items)).toEqual({ value: 'BULLDOZER' })
    expect(itemOf('bulldozer', items)).toEqual({ value: 'BULLDOZER' })
    expect(itemOf('飞机', items)).toHaveProperty('fault')
  })
})
