import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FilingContent, filingContent } from '@/lib/features/content/schema/content'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import type { PhotoReading, ReadLine } from '../schema'
import { compareTyped } from './compare'

const PHOTO = '01890000-0000-7000-8000-000000000001'

/** A photo whose lines stand below each other; a line of several pieces has them side by side. */
function photo(slot: PhotoSlot, ...rows: (string | string[])[]): PhotoReading {
  const lines = rows.flatMap((row, at) =>
    [row].flat().map((text, column): ReadLine => {
      const [x, y] = [100 + column * 500, 100 + at * 100]
      return {
        text,
        score: 0.97,
        box: [
          [x, y],
          [x + 400, y],
          [x + 400, y + 40],
          [x, y + 40],
        ],
      }
    }),
  )
  return { photoId: PHOTO, slot, lines }
}

const content = (part: object): FilingContent => filingContent.parse(part)
const machine = (part: object) => content({ machine: part })
const engine = (part: object) => content({ engine: part })
const one = (typed: FilingContent, ...readings: PhotoReading[]) => compareTyped(typed, readings)[0]
const resultOf = (typed: FilingContent, ...readings: PhotoReading[]) => one(typed, ...readings)?.result

describe('codes', () => {
  it('agree sign by sign, apart from blanks and dividing marks, and say where they stand', () => {
    const found = one(
      machine({ serial: 'xug-0215 441057' }),
      photo('MACHINE_PLATE', '出厂编号：XUG0215441057'),
    )
    expect(found).toMatchObject({
      path: 'machine.serial',
      typed: 'xug-0215 441057',
      result: 'AGREES',
      read: 'XUG0215441057',
      photoId: PHOTO,
    })
    // The number, without its label.
    expect(found?.box?.[0]?.[0]).toBeGreaterThan(200)
  })

  it('agree where the reader lost the blank after the label', () => {
    expect(
      one(machine({ serial: 'XUG0215441057' }), photo('MACHINE_PLATE', 'SERIALXUG0215441057'))?.result,
    ).toBe('AGREES')
  })

  it('differ with the places of the characters that are others', () => {
    const found = one(machine({ serial: 'XUG0215441057' }), photo('MACHINE_PLATE', '出厂编号 XUG0216441057'))
    expect(found).toMatchObject({
      result: 'DIFFERS',
      read: 'XUG0216441057',
      lookAlike: false,
      differing: [6],
    })
  })

  it('never agree silently when they differ by look-alikes', () => {
    const found = one(machine({ serial: 'XUGO215441O57' }), photo('MACHINE_PLATE', 'XUG0215441057'))
    expect(found).toMatchObject({ result: 'DIFFERS', lookAlike: true, differing: [3, 10] })
  })

  it('do not agree with a part of a longer code', () => {
    const found = one(machine({ serial: 'UG0215441' }), photo('MACHINE_PLATE', '出厂编号：XUG0215441057'))
    expect(found).toMatchObject({ result: 'DIFFERS', read: 'XUG0215441057' })
  })

  it('agree where they begin like a label', () => {
    expect(one(machine({ serial: 'SN21544105' }), photo('MACHINE_PLATE', 'SN21544105'))?.result).toBe(
      'AGREES',
    )
  })

  it('are not a piece of a code that has a blank in it', () => {
    const plate = photo('MACHINE_PLATE', '出厂编号：XUG0215 441057')
    expect(one(machine({ serial: '441057' }), plate)).toMatchObject({
      result: 'DIFFERS',
      read: 'XUG0215 441057',
    })
    expect(one(machine({ serial: 'XUG0215441057' }), plate)?.result).toBe('AGREES')
    expect(one(machine({ model: 'XE215D' }), photo('MACHINE_PLATE', '型号 XE215D 128kW'))?.result).toBe(
      'AGREES',
    )
  })

  it('agree with the published number in its groups', () => {
    const typed = content({ codes: { disclosureNumber: 'CN FJ G3 00 0L81 000192 000002' } })
    const label = photo('ENV_LABEL', '信息公开编号：CN FJ G3 00 0L81 000192 000002')
    expect(one(typed, label)?.result).toBe('AGREES')
  })

  it('agree only with themselves, whatever character is another', () => {
    const sign = fc.constantFrom(...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789')
    const code = fc.array(sign, { minLength: 8, maxLength: 17 }).map((signs) => signs.join(''))
    const labels = fc.constantFrom('出厂编号：', '出厂编号 ', 'SERIAL NO.', '')
    fc.assert(
      fc.property(code, fc.nat(), sign, labels, (text, place, other, label) => {
        fc.pre(/\d/.test(text) && new Set(text).size > 3)
        const at = place % text.length
        fc.pre(text[at] !== other)
        const read = photo('MACHINE_PLATE', `${label}${text}`)
        const wrong = `${text.slice(0, at)}${other}${text.slice(at + 1)}`
        expect(one(machine({ serial: text }), read)?.result).toBe('AGREES')
        expect(one(machine({ serial: wrong }), read)?.result).not.toBe('AGREES')
      }),
    )
  })

  it('differ from whatever stands after their label, however far', () => {
    const found = one(machine({ serial: 'A1234567' }), photo('MACHINE_PLATE', ['出厂编号', 'ZX998877']))
    expect(found).toMatchObject({ result: 'DIFFERS', read: 'ZX998877' })
  })

  it('are not found among other things', () => {
    const found = one(
      machine({ serial: 'A1234567' }),
      photo('MACHINE_PLATE', '液压挖掘机', '额定功率：128kW'),
    )
    expect(found).toMatchObject({ result: 'NOT_FOUND', read: null, photoId: null, box: null })
  })

  it('are not compared with the code of another field', () => {
    const typed = machine({ serial: 'LGS8L2X0B00015551', pin: 'LGS8L2X0B00015552' })
    const found = compareTyped(typed, [photo('MACHINE_PLATE', 'PIN：LGS8L2X0B00015552')])
    expect(found.map(({ path, result }) => [path, result])).toEqual([
      ['machine.serial', 'NOT_FOUND'],
      ['machine.pin', 'AGREES'],
    ])
  })

  it('have no comparison where no photo was read on which they may stand', () => {
    expect(compareTyped(engine({ serial: 'Q1234567' }), [photo('MACHINE_PLATE', 'Q1234567')])).toEqual([])
    expect(compareTyped(machine({ serial: 'Q1234567' }), [])).toEqual([])
    expect(compareTyped(machine({ serial: '无' }), [photo('MACHINE_PLATE', 'Q1')])).toEqual([])
  })

  it('of the engine are not those of the machine', () => {
    const paper = photo('CERTIFICATE', '发动机型号：WP6G125', '产品型号：SD16')
    const typed = content({ machine: { model: 'SD16' }, engine: { model: 'WP6G125' } })
    expect(compareTyped(typed, [paper]).map(({ result }) => result)).toEqual(['AGREES', 'AGREES'])
    const wrong = content({ machine: { model: 'WP6G125' } })
    expect(one(wrong, paper)).toMatchObject({ result: 'DIFFERS', read: 'SD16' })
  })

  it('stand between separators, or glued to a name', () => {
    const code = content({ codes: { machineEnvCode: 'YC6J125T30Q000001' } })
    expect(one(code, photo('MACHINE_ENV_CODE', '*YC6J125T30Q000001*'))?.result).toBe('AGREES')
    expect(one(machine({ model: 'XE215D' }), photo('MACHINE_PLATE', '型号XE215D液压挖掘机'))?.result).toBe(
      'AGREES',
    )
  })
})

describe('names', () => {
  it('agree inside a line', () => {
    const typed = machine({ manufacturer: '徐州徐工挖掘机械有限公司', brand: '徐工' })
    const found = compareTyped(typed, [photo('MACHINE_PLATE', '制造商：徐州徐工挖掘机械有限公司')])
    expect(found.map(({ result }) => result)).toEqual(['AGREES', 'AGREES'])
  })

  it('differ from the one company on the plate', () => {
    const found = one(
      machine({ manufacturer: '徐州徐工挖掘机械有限公司' }),
      photo('MACHINE_PLATE', '三一重机有限公司'),
    )
    expect(found).toMatchObject({ result: 'DIFFERS', read: '三一重机有限公司' })
  })

  it('differ from the name after its label, unless that only says less', () => {
    const plate = photo('MACHINE_PLATE', '产品名称：液压挖掘机')
    expect(one(machine({ name: '轮胎式装载机' }), plate)).toMatchObject({
      result: 'DIFFERS',
      read: '液压挖掘机',
    })
    expect(one(machine({ name: '履带式液压挖掘机' }), plate)?.result).toBe('NOT_FOUND')
    expect(one(machine({ name: '挖掘机' }), plate)?.result).toBe('AGREES')
  })

  it('are not found where a plate names none', () => {
    expect(resultOf(machine({ brand: '徐工' }), photo('MACHINE_PLATE', 'XE215D'))).toBe('NOT_FOUND')
  })
})

describe('figures', () => {
  it('agree as numbers', () => {
    const plate = photo('MACHINE_PLATE', '额定功率：128.0kW/2000r/min')
    expect(resultOf(machine({ ratedPowerKw: 128 }), plate)).toBe('AGREES')
    const ofEngine = photo('ENGINE_PLATE', '功率/转速 128kW/2000r/min')
    expect(resultOf(engine({ ratedSpeedRpm: 2000 }), ofEngine)).toBe('AGREES')
  })

  it('differ on the plate of the thing itself only', () => {
    const typed = machine({ ratedPowerKw: 128 })
    expect(one(typed, photo('MACHINE_PLATE', '额定功率 110 kW'))).toMatchObject({ result: 'DIFFERS' })
    expect(one(typed, photo('CERTIFICATE', '功率 110 kW'))?.result).toBe('NOT_FOUND')
    expect(one(typed, photo('MACHINE_PLATE', '110 kW', '96 kW'))?.result).toBe('NOT_FOUND')
    expect(one(typed, photo('MACHINE_PLATE', '发动机功率 110 kW'))?.result).toBe('NOT_FOUND')
  })

  it('are no dates where a camera wrote when the photo was taken', () => {
    const stamped = photo('MACHINE_PLATE', '2026-11-18 20:10 北京市东城区', '2026-11')
    const stamp = photo('MACHINE_PLATE', '2026-11-18 20:10')
    expect(resultOf(machine({ manufacturedOn: '2026-11-18' }), stamp)).toBe('NOT_FOUND')
    expect(one(machine({ manufacturedOn: '2019-09' }), stamped)?.result).toBe('NOT_FOUND')
  })

  it('are dates as far as both are precise', () => {
    const plate = photo('MACHINE_PLATE', '出厂日期：2019年9月')
    const agrees = { result: 'AGREES', read: '2019-09' }
    expect(one(machine({ manufacturedOn: '2019-09-10' }), plate)).toMatchObject(agrees)
    expect(one(machine({ manufacturedOn: '2019-08' }), plate)).toMatchObject({
      result: 'DIFFERS',
      differing: [6],
    })
    const mass = photo('MACHINE_PLATE', '质量 2019 kg')
    expect(resultOf(machine({ manufacturedOn: '2019-09' }), mass)).toBe('NOT_FOUND')
  })
})

describe('a plate that is not level', () => {
  it.each<[string, (place: [number, number]) => [number, number]]>([
    ['tilted by ten degrees', ([x, y]) => [x - y * 0.17, y + x * 0.17]],
    ['lying on its side', ([x, y]) => [1000 - y, x]],
    ['on its head', ([x, y]) => [1000 - x, 1000 - y]],
  ])('has a label and its value in one row: %s', (_, turn) => {
    const plate = photo(
      'MACHINE_PLATE',
      ['型号', 'XE215D'],
      ['出厂编号', 'XUG0215441057'],
      ['额定功率', '128 kW'],
    )
    const lines = plate.lines.map((line) => ({ ...line, box: line.box.map(turn) }))
    const typed = machine({ model: 'XE205', serial: 'ZZ11111111' })
    expect(compareTyped(typed, [{ ...plate, lines }]).map(({ read }) => read)).toEqual([
      'XE215D',
      'XUG0215441057',
    ])
  })
})
