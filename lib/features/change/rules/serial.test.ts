import { describe, expect, test } from 'vitest'
import { serialFindings } from './serial'

const found = (path: string, before: string | null, after: string | null) => {
  const [finding, ...more] = serialFindings({ [path]: before }, { [path]: after })
  expect(more).toEqual([])
  return [finding?.result, finding?.text]
}

describe('the format of a new number', () => {
  test('of a serial is never confirmed: there is no national form', () => {
    const [result, text] = found('machine.serial', 'SD16-001', 'SD16-777')
    expect([result, text]).toEqual([
      'NOT_CHECKED',
      '机械出厂编号没有统一的格式，不能核对对错，请与铭牌照片逐字核对',
    ])
  })

  test.each([
    ['A100', null, '被清空'],
    ['A100', '无', '不是编号'],
    ['A100', 'A1', '只有 2 位'],
    ['A100', '编号：甲7781', '少见的字符'],
  ])('%s → %s is in doubt', (before, after, words) => {
    const [result, text] = found('engine.serial', before, after)
    expect(result).toBe('DOUBT')
    expect(text).toContain(words)
  })

  test('one that differs by look-alikes says so', () => {
    const [result, text] = found('machine.serial', 'SD160O1', 'SD16001')
    expect(result).toBe('NOT_CHECKED')
    expect(text).toContain('易混的字符')
  })

  test('another spelling of the same number is no new number', () => {
    expect(found('machine.serial', 'sd16-001', 'SD16001')[0]).toBe('CLEAR')
  })

  test('a PIN has 17 signs without I, O and Q', () => {
    expect(found('machine.pin', null, 'LSGWB54M1AB012345')[0]).toBe('CLEAR')
    expect(found('machine.pin', null, 'LSGWB54M1AB01234O')[0]).toBe('DOUBT')
    expect(found('machine.pin', null, 'LSGWB54M1')[0]).toBe('DOUBT')
  })
})
