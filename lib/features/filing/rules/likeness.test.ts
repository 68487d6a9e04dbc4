import { describe, expect, it } from 'vitest'
import type { DeskDuplicates, OtherRegistration } from '../schema/duplicate'
import { alikeOnes, likenessChecks, makersDiffer, unlisted } from './likeness'

type Group = DeskDuplicates['groups'][number]

const other = (more: Partial<OtherRegistration> = {}): OtherRegistration => ({
  filingId: 'one',
  machineId: null,
  paths: ['machine.serial'],
  lookAlikes: [],
  registrationNumber: '3-30468844',
  machineStatus: 'ACTIVE',
  inArea: true,
  otherMaker: false,
  state: 's',
  dismissal: null,
  ruling: null,
  ...more,
})
const away = other({
  filingId: null,
  state: null,
  registrationNumber: null,
  inArea: false,
  machineStatus: null,
})
const dismissal = { id: 'd', staffName: '王审核', at: '2026-11-28T02:00:00.000Z', reason: '铭牌不同' }

const group = (kind: Group['kind'], path: string, more: Partial<Group> = {}): Group => ({
  kind,
  result: 'CLEAR',
  paths: [path],
  found: 0,
  foundAll: true,
  away: 0,
  lookAlikes: 0,
  dismissed: 0,
  others: [],
  ...more,
})
const groups = (...more: Group[]): Group[] => {
  const all = [
    group('MACHINE_ENV_CODE', 'codes.machineEnvCode'),
    group('MACHINE_SERIAL', 'machine.serial'),
    group('ENGINE_SERIAL', 'engine.serial'),
    group('PIN', 'machine.pin', { result: 'NOT_CHECKED' }),
    group('PHOTO', 'photos.BODY_FRONT'),
  ]
  return all.map((each) => more.find(({ kind }) => kind === each.kind) ?? each)
}
const checks = (...more: Group[]) => likenessChecks({ complete: true, groups: groups(...more) })

describe('what looks like another registration', () => {
  it('is reported by kind, with how many, and which may be opened', () => {
    const result = checks(
      group('MACHINE_SERIAL', 'machine.serial', {
        result: 'DOUBT',
        found: 2,
        away: 1,
        others: [other({ otherMaker: true }), away],
      }),
      group('ENGINE_SERIAL', 'engine.serial', { result: 'DOUBT', found: 1000, foundAll: false }),
      group('PHOTO', 'photos.BODY_FRONT', { result: 'DOUBT', found: 1, dismissed: 3, others: [other()] }),
    )
    expect(result).toMatchObject([
      {
        code: 'DUPLICATE',
        result: 'DOUBT',
        text: '机械出厂编号与其他 2 件登记（含已登记的 3-30468844；1 件不在本辖区；1 件填写的生产厂不同）相同，疑似重复登记',
        paths: ['machine.serial'],
        filingIds: ['one'],
      },
      { code: 'DUPLICATE', text: '发动机出厂编号与其他至少 1000 件登记相同，疑似重复登记' },
      {
        code: 'SAME_PHOTO',
        result: 'DOUBT',
        text: '机身正面照片与其他 1 件登记（含已登记的 3-30468844；另有 3 件已认定不是重复）使用了同一张照片',
      },
    ])
  })

  it('says which codes differ by look-alikes alone', () => {
    const alike = { result: 'DOUBT', found: 2, lookAlikes: 2 } as const
    expect(checks(group('MACHINE_SERIAL', 'machine.serial', alike))[0]?.text).toBe(
      '机械出厂编号与其他 2 件登记只差易混的字符（如 O 与 0、I 与 1），疑似重复登记',
    )
    expect(checks(group('MACHINE_SERIAL', 'machine.serial', { ...alike, lookAlikes: 1 }))[0]?.text).toBe(
      '机械出厂编号与其他 2 件登记（1 件只差易混的字符）相同，疑似重复登记',
    )
  })

  it('is free of doubt only as far as it was compared', () => {
    expect(checks()).toMatchObject([
      {
        result: 'CLEAR',
        level: 'OK',
        text: '未发现编号相同的其他登记；已比对机械环保代码、机械出厂编号、发动机出厂编号；未填写、未比对产品识别码 (PIN)',
      },
      { result: 'CLEAR', text: '照片文件没有用于其他登记（只比对文件本身）' },
    ])
  })

  it('says who judged that it is another machine, which is no finding of the program', () => {
    const judged = group('MACHINE_SERIAL', 'machine.serial', { dismissed: 1, others: [other({ dismissal })] })
    expect(checks(judged)).toMatchObject([
      {
        result: 'CLEAR',
        byOfficer: true,
        text: '机械出厂编号与其他 1 件登记相同；王审核于 2026-11-28 判定不是同一台',
      },
      {
        text: '未发现编号相同的其他登记；已比对机械环保代码、发动机出厂编号；未填写、未比对产品识别码 (PIN)',
      },
      { code: 'SAME_PHOTO' },
    ])
    const nothingElse = groups().map((each): Group => ({ ...each, result: 'NOT_CHECKED' }))
    const only = {
      complete: true,
      groups: nothingElse.map((each) => (each.kind === judged.kind ? judged : each)),
    }
    expect(likenessChecks(only).map(({ result, byOfficer }) => [result, byOfficer])).toEqual([
      ['CLEAR', true],
      ['NOT_CHECKED', undefined],
      ['NOT_CHECKED', undefined],
    ])
  })

  it('stays in doubt where an officer judged that it is the same machine', () => {
    const at = '2026-11-28T02:00:00.000Z'
    const ruling = {
      id: 'r',
      verdict: 'SAME',
      stands: 'OTHER',
      staffName: '王审核',
      at,
      reason: null,
    } as const
    const same = { result: 'DOUBT', found: 1, others: [other({ ruling })] } as const
    expect(checks(group('PIN', 'machine.pin', { ...same, others: [...same.others] }))).toMatchObject([
      { result: 'DOUBT', text: expect.stringContaining('1 件已判定为同一台') },
      { code: 'SAME_PHOTO' },
    ])
  })

  it('is not known where there is nothing to compare, or where the comparison failed', () => {
    const none = groups().map((each): Group => ({ ...each, result: 'NOT_CHECKED' }))
    expect(likenessChecks({ complete: true, groups: none })).toMatchObject([
      { result: 'NOT_CHECKED', level: 'WARN', text: expect.stringContaining('未比对重复登记') },
      { result: 'NOT_CHECKED', level: 'WARN', text: '没有照片，未比对' },
    ])
    for (const check of likenessChecks({ complete: false, groups: [] })) {
      expect(check).toMatchObject({ result: 'NOT_CHECKED', level: 'WARN' })
      expect(check.text).toContain('没有完成')
    }
  })
})

describe('the list of what is alike', () => {
  it('names each other once, with everything that is alike; in doubt in one respect is in doubt', () => {
    const ones = alikeOnes({
      complete: true,
      groups: groups(
        group('MACHINE_SERIAL', 'machine.serial', { others: [other({ dismissal }), away] }),
        group('PHOTO', 'photos.BODY_FRONT', { others: [other({ paths: ['photos.BODY_FRONT'] })] }),
        group('ENGINE_SERIAL', 'engine.serial', { others: [other({ filingId: 'two', dismissal })] }),
      ),
    })
    expect(ones).toMatchObject([
      { key: 'one', paths: ['machine.serial', 'photos.BODY_FRONT'], dismissal: null },
      { key: 'two', dismissal },
    ])
  })

  it('reports what it does not list', () => {
    const serial = group('MACHINE_SERIAL', 'machine.serial', { found: 14, away: 2, others: [other(), away] })
    const photo = group('PHOTO', 'photos.BODY_FRONT', { found: 1000, foundAll: false, others: [other()] })
    expect(unlisted({ complete: true, groups: groups(serial, photo) })).toEqual([
      '机械出厂编号相同的：2 件不在本辖区，不能查看；还有 11 件没有列出',
      '机身正面照片相同的：还有至少 999 件没有列出',
    ])
    expect(unlisted({ complete: true, groups: groups() })).toEqual([])
  })
})

it('makers differ only where both are given, whatever the brackets and blanks', () => {
  expect(makersDiffer('山东临工（集团）', '山东临工 (集团)')).toBe(false)
  expect(makersDiffer('山东临工', null)).toBe(false)
  expect(makersDiffer('山东临工', '徐工')).toBe(true)
})
