import { describe, expect, it } from 'vitest'
import type { Comparison, UnreadPhoto } from '../schema'
import { readingFindings } from './findings'
import { offersOf } from './offers'

const compared = (
  path: string,
  result: Comparison['result'],
  read: string | null,
  lookAlike = false,
): Comparison => ({
  path,
  typed: 'X',
  read,
  result,
  photoId: null,
  box: null,
  score: null,
  lookAlike,
  differing: [],
})
const unread = (reason: UnreadPhoto['reason']): UnreadPhoto => ({
  photoId: '01890000-0000-7000-8000-000000000001',
  slot: 'ENGINE_PLATE',
  reason,
  due: false,
})
const outcome = (...seen: Parameters<typeof readingFindings>) =>
  readingFindings(...seen).map(({ result, text }) => `${result} ${text}`)

describe('findings of reading', () => {
  it('are clear only for what was read and is the same', () => {
    expect(
      outcome({
        comparisons: [
          compared('machine.serial', 'AGREES', 'X'),
          compared('machine.pin', 'DIFFERS', 'Y'),
          compared('machine.model', 'DIFFERS', 'O', true),
          compared('engine.serial', 'NOT_FOUND', null),
          compared('machine.brand', 'NOT_FOUND', null),
        ],
        read: ['MACHINE_PLATE'],
        unread: [],
      }),
    ).toEqual([
      'DOUBT 产品识别码 (PIN)与照片不同：照片上读到“Y”',
      'NOT_CHECKED 机械型号在照片上读作“O”，只差形近字符，请对照照片',
      'NOT_CHECKED 照片上没有读到发动机出厂编号，请对照照片',
      'CLEAR 照片上读到的机械出厂编号与填写一致',
    ])
  })

  it('say which codes could be compared with no photo at all', () => {
    expect(
      outcome({
        comparisons: [],
        read: ['ENGINE_PLATE'],
        unread: [],
        nowhere: ['machine.serial', 'machine.pin'],
      }),
    ).toContain('NOT_CHECKED 机械出厂编号、产品识别码 (PIN)没有与照片核对：没有相应的铭牌、标签或证明照片')
  })

  it('say why a photo was not read', () => {
    const none = { comparisons: [], read: [] }
    expect(outcome({ ...none, unread: [unread('OFF')] })).toEqual([
      'NOT_CHECKED 发动机铭牌照片没有读取：照片识别已关闭',
    ])
    expect(outcome({ ...none, unread: [unread('ENDED')] })).toEqual([
      'NOT_CHECKED 发动机铭牌照片没有读出：识别程序中断',
    ])
    expect(outcome({ ...none, unread: [] })).toEqual([
      'NOT_CHECKED 没有铭牌、标签、合格证或清单照片，不能与填写的内容比对',
    ])
    expect(outcome({ comparisons: [], read: ['MACHINE_PLATE'], unread: [] })).toEqual([
      'NOT_CHECKED 读到的照片上没有可与填写比对的内容',
    ])
  })
})

describe('what a photo offers to its owner', () => {
  const line = (text: string, at: number, score = 0.97) => ({
    text,
    score,
    box: [
      [100, at * 100],
      [500, at * 100],
      [500, at * 100 + 40],
      [100, at * 100 + 40],
    ] satisfies [number, number][],
  })
  const plate = (
    slot: 'MACHINE_PLATE' | 'ENGINE_PLATE' | 'MACHINE_ENV_CODE',
    ...lines: ReturnType<typeof line>[]
  ) => offersOf({ photoId: '01890000-0000-7000-8000-000000000001', slot, lines })

  it('is what stands after its labels', () => {
    expect(
      plate(
        'MACHINE_PLATE',
        line('型号：XE215D', 1),
        line('额定功率：128 kW', 2),
        line('出厂日期：2019.09', 3),
      ),
    ).toEqual([
      { path: 'machine.model', text: 'XE215D', value: 'XE215D' },
      { path: 'machine.manufacturedOn', text: '2019-09', value: '2019-09' },
      { path: 'machine.ratedPowerKw', text: '128 kW', value: 128 },
    ])
    expect(plate('ENGINE_PLATE', line('型号：WP6G125', 1))).toEqual([
      { path: 'engine.model', text: 'WP6G125', value: 'WP6G125' },
    ])
  })

  it('is a code of a form that nothing else has', () => {
    expect(plate('MACHINE_ENV_CODE', line('*YC6J125T30Q000001*', 1))).toEqual([
      { path: 'codes.machineEnvCode', text: 'YC6J125T30Q000001', value: 'YC6J125T30Q000001' },
    ])
  })

  it('is nothing that is uncertain, of two kinds or of something else', () => {
    expect(plate('MACHINE_PLATE', line('型号：XE215D', 1, 0.8))).toEqual([])
    expect(plate('MACHINE_PLATE', line('型号：XE215D', 1), line('机型：XE200', 2))).toEqual([])
    expect(plate('MACHINE_PLATE', line('发动机型号：WP6G125', 1), line('质量：21500 kg', 2))).toEqual([])
  })
})
