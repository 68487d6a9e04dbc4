import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CHECK_CODES, type CheckCode } from '@/lib/features/inspection/schema'
import { listRows } from '@/prisma/seed/lists'
import { mentionsOf } from './mentioned'
import {
  changeReason,
  followMarks,
  NO_RETURN,
  previewReasons,
  returnFaults,
  toggleReason,
  unopened,
} from './return-draft'
import { doubtedFields, REASON_OF_CHECK, suggestReasons } from './return-suggestions'
import { reasonText } from './return-text'

const fieldsOfReason = z.object({ fields: z.array(z.string()) })
const UNCLEAR = { code: 'PHOTO_UNCLEAR', name: '图片不清晰', fields: [] }
const PLATE = {
  code: 'PLATE_MISMATCH',
  name: '铭牌照片与填写内容不一致',
  fields: ['photos.MACHINE_PLATE', 'machine.model', 'machine.serial'],
}
const DUPLICATE = { code: 'SUSPECTED_DUPLICATE', name: '疑似重复登记', fields: ['machine.serial'] }
const OTHER = { code: 'OTHER', name: '其他', fields: [] }
const OPTIONS = [UNCLEAR, PLATE, DUPLICATE, OTHER]
const chosen = (marks: string[], ...options: typeof OPTIONS) =>
  options.reduce((draft, option) => toggleReason(draft, option, { marks, doubted: [] }), NO_RETURN)
const fieldsOf = (draft: typeof NO_RETURN) =>
  Object.fromEntries(draft.chosen.map(({ code, fields }) => [code, fields]))

describe('the text of a reason', () => {
  it('is its name, then the officer’s own', () => {
    expect(reasonText('图片不清晰', ' 反光 ')).toBe('图片不清晰：反光')
    expect(reasonText('图片不清晰', undefined)).toBe('图片不清晰')
    expect(reasonText('图片不清晰', '图片不清晰，请重拍')).toBe('图片不清晰，请重拍')
  })
})

describe('a suggestion', () => {
  const check = (code: CheckCode, result: string, paths: string[]) => ({
    code,
    result,
    text: `${code} 有疑点`,
    paths,
  })
  it('comes from the marks by the table of reasons', () => {
    expect([...suggestReasons(OPTIONS, ['photos.BODY_FRONT', 'machine.serial'], [])]).toEqual([
      ['PHOTO_UNCLEAR', '已标记机身正面照片'],
      ['PLATE_MISMATCH', '已标记机械出厂编号'],
    ])
  })

  it('comes from checks in doubt, not from those that are clear or were not made', () => {
    const checks = [
      check('DUPLICATE', 'DOUBT', ['machine.serial']),
      check('CATALOGUE', 'NOT_CHECKED', ['machine.model']),
      check('CATALOGUE', 'CLEAR', ['machine.model']),
    ]
    expect([...suggestReasons(OPTIONS, [], checks).keys()]).toEqual(['PLATE_MISMATCH', 'SUSPECTED_DUPLICATE'])
    expect([...suggestReasons(OPTIONS, [], checks.slice(1)).keys()]).toEqual([])
  })

  const LIST = listRows()
    .filter(({ list }) => list === 'RETURN_REASON')
    .map(({ code, name, data }) => ({ code, name, ...fieldsOfReason.parse(data) }))

  it.each(CHECK_CODES)(
    'of %s is a reason of the list with the fields in doubt, or none on purpose',
    (code) => {
      const suggested = REASON_OF_CHECK[code]
      expect(suggested).not.toBe(undefined)
      const option = LIST.find((one) => one.code === suggested)
      expect(option?.code ?? null).toBe(suggested)
      // A field that no reason has.
      const doubts = [check(code, 'DOUBT', ['photos.OTHER_6'])]
      expect([...suggestReasons(LIST, [], doubts).keys()]).toEqual(suggested ? [suggested] : [])
      expect(LIST.filter((one) => doubtedFields(one, doubts).length > 0)).toEqual(option ? [option] : [])
    },
  )

  it.each([
    ['SAME_PHOTO_CONTENT', 'PHOTO_NOT_THIS_MACHINE'],
    ['PHOTO_REPEATED', 'PHOTO_ANGLE_MISSING'],
    ['PHOTO_QUALITY', 'PHOTO_UNCLEAR'],
  ] as const)('of %s names the photos in doubt, and no other reason takes them', (code, reason) => {
    const paths = ['photos.BODY_FRONT', 'photos.BODY_REAR']
    const doubts = [check(code, 'DOUBT', paths)]
    expect([...suggestReasons(LIST, [], doubts).keys()]).toEqual([reason])
    const draft = LIST.filter((one) => one.code === reason).reduce(
      (before, option) => toggleReason(before, option, { marks: [], doubted: doubtedFields(option, doubts) }),
      NO_RETURN,
    )
    expect(fieldsOf(draft)).toEqual({ [reason]: paths })
  })
})

describe('the fields of a reason', () => {
  it('are the marks that concern it; each mark goes to one reason', () => {
    const draft = chosen(['photos.BODY_FRONT', 'machine.serial'], UNCLEAR, PLATE)
    expect(fieldsOf(draft)).toEqual({
      PHOTO_UNCLEAR: ['photos.BODY_FRONT'],
      PLATE_MISMATCH: ['machine.serial'],
    })
  })

  it('are the marks left where none concerns it, and those of the list without marks', () => {
    const second = chosen(['photos.BODY_FRONT', 'engine.serial'], UNCLEAR, PLATE)
    expect(fieldsOf(second)).toMatchObject({ PLATE_MISMATCH: ['engine.serial'] })
    expect(fieldsOf(chosen(['engine.serial'], PLATE))).toEqual({ PLATE_MISMATCH: ['engine.serial'] })
    expect(fieldsOf(chosen([], PLATE))).toEqual({ PLATE_MISMATCH: PLATE.fields })
  })

  it('are the fields in doubt where nothing is marked', () => {
    const draft = toggleReason(NO_RETURN, PLATE, { marks: [], doubted: ['machine.model'] })
    expect(fieldsOf(draft)).toEqual({ PLATE_MISMATCH: ['machine.model'] })
  })

  it('follow the marks made and taken away meanwhile', () => {
    const before = chosen(['photos.BODY_FRONT'], UNCLEAR, PLATE)
    const after = followMarks(before, ['photos.BODY_REAR', 'machine.model', 'engine.serial'], OPTIONS)
    expect(fieldsOf(after)).toEqual({
      PHOTO_UNCLEAR: ['photos.BODY_REAR'],
      PLATE_MISMATCH: [...PLATE.fields, 'engine.serial'],
    })
    expect(followMarks(after, after.marks, OPTIONS)).toEqual(after)
  })

  it('are gone with the reason', () => {
    expect(chosen(['photos.BODY_FRONT'], UNCLEAR, UNCLEAR).chosen).toEqual([])
  })
})

describe('before it is sent', () => {
  it('a reason is needed, fields for each, and words for 其他', () => {
    expect(returnFaults(NO_RETURN)).toHaveProperty('all')
    expect(returnFaults(chosen([], UNCLEAR))).toHaveProperty('PHOTO_UNCLEAR')
    expect(returnFaults(chosen(['plate'], OTHER))).toHaveProperty('OTHER')
    const complete = changeReason(chosen(['plate'], OTHER), 'OTHER', { text: '请写完整号牌' })
    expect(returnFaults(complete)).toEqual({})
    expect(previewReasons(complete, OPTIONS)).toEqual([
      { code: 'OTHER', text: '其他：请写完整号牌', fields: ['plate'] },
    ])
  })

  it('what the text names and what is marked must be opened', () => {
    const draft = changeReason(chosen(['photos.BODY_FRONT'], UNCLEAR), 'PHOTO_UNCLEAR', {
      text: '机身正面照片反光；另请核对发动机型号',
    })
    expect(unopened(draft)).toEqual([
      { code: 'PHOTO_UNCLEAR', mentions: [{ word: '发动机型号', paths: ['engine.model'] }], marks: [] },
    ])
    const closed = changeReason(draft, 'PHOTO_UNCLEAR', { fields: ['engine.model'], text: '' })
    expect(unopened(closed)).toEqual([{ code: 'PHOTO_UNCLEAR', mentions: [], marks: ['photos.BODY_FRONT'] }])
  })
})

describe('what a text names', () => {
  it.each([
    ['请重拍机械铭牌照片', ['photos.MACHINE_PLATE']],
    ['出厂编号与铭牌不符', ['machine.serial', 'engine.serial']],
    ['公开编号少一位', ['codes.disclosureNumber']],
    ['环保信息公开编号少一位', ['codes.disclosureNumber']],
    ['机身正面偏右 45° 照片太暗', ['photos.BODY_FRONT_RIGHT']],
    ['请在白天重新拍摄', []],
  ])('%s', (text, paths) => {
    expect(mentionsOf(text).flatMap((mention) => mention.paths)).toEqual(paths)
  })
})
