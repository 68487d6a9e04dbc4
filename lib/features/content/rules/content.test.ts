import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentInput, filingContent } from '../schema/content'
import { changedFields } from './changes'
import { emptyContent, mergeContent, normaliseContent, wholeContent } from './content'
import { formatWarnings } from './formats'

const merge = (stored: object, input: object) =>
  mergeContent(filingContent.parse(stored), contentInput.parse(input))

describe('mergeContent', () => {
  it('merges by section and keeps what is not mentioned', () => {
    const merged = merge(
      { kind: 'MACHINE', machine: { name: '推土机', model: 'SD16' }, engine: { model: 'WD10' } },
      { machine: { model: 'SD22' }, plate: '1230' },
    )
    expect(merged).toMatchObject({
      kind: 'MACHINE',
      plate: '1230',
      machine: { name: '推土机', model: 'SD22' },
      engine: { model: 'WD10' },
    })
  })

  it('takes marks off that are not seen and would turn the rest of a line round', () => {
    const { machine } = merge({}, { machine: { name: '推土\u200b机\u202e', brand: '\u202e' } })
    expect(machine).toEqual({ name: '推土机' })
  })

  it('empties a field, or a whole section, by null; an emptied text is null too', () => {
    const stored = { plate: '1230', machine: { name: '推土机', model: 'SD16' }, dpf: { installed: true } }
    expect(merge(stored, { plate: '  ', machine: { name: null }, dpf: null })).toEqual({
      ...emptyContent(),
      machine: { model: 'SD16' },
    })
  })

  it('keeps false and zero, which are answers', () => {
    const merged = merge({ hasNameplate: true }, { hasNameplate: false, machine: { annualHours: 0 } })
    expect(merged.hasNameplate).toBe(false)
    expect(merged.machine.annualHours).toBe(0)
  })

  it('passes over what the server decides and refuses unknown fields of a section', () => {
    expect(merge({}, { id: 'x', status: 'APPROVED', registrationNumber: '3-30468844' })).toEqual(
      emptyContent(),
    )
    expect(contentInput.safeParse({ machine: { colour: 'red' } }).success).toBe(false)
  })
})

describe('normaliseContent', () => {
  it.each([
    '*88811111QH3111446*',
    '>88811111qh3111446<',
    '８８８１１１１１ＱＨ３１１１４４６',
    ' 88811111 QH3111446 ',
  ])('reads %s as the manual’s code', (machineEnvCode) => {
    const content = normaliseContent(filingContent.parse({ codes: { machineEnvCode } }))
    expect(content.codes.machineEnvCode).toBe('88811111QH3111446')
  })

  it('turns full-width codes into half-width ones and leaves names alone', () => {
    const content = normaliseContent(
      filingContent.parse({
        machine: { serial: 'ＣＮ－１２　', name: '推土机（履带式）' },
        codes: { machineEnvCode: '**' },
      }),
    )
    expect(content.machine).toEqual({ serial: 'CN-12', name: '推土机（履带式）' })
    expect(content.codes).toEqual({})
  })

  it('is settled after one go, and its whole form says the same', () => {
    const text = fc.string({ maxLength: 30, unit: 'grapheme' })
    fc.assert(
      fc.property(text, text, fc.option(fc.integer()), (serial, name, annualHours) => {
        const parsed = filingContent.safeParse({ machine: { serial, name, annualHours } })
        fc.pre(parsed.success)
        const once = normaliseContent(parsed.data ?? emptyContent())
        expect(normaliseContent(once)).toEqual(once)
        expect(normaliseContent(wholeContent(once))).toEqual(once)
        expect(changedFields(once, wholeContent(once))).toEqual([])
      }),
    )
  })
})

describe('formatWarnings', () => {
  it.each([
    ['CN FJ G3 00 0L81 000192 000002', 'CN FC G1 0430 03 0000', []],
    ['cnfjg3000l81000192000002', null, []],
    ['CN FJ G3 00', 'CN FC', ['codes.disclosureNumber', 'codes.engineApprovalNumber']],
    [null, null, []],
  ])('%s, %s → %j', (disclosureNumber, engineApprovalNumber, paths) => {
    const content = filingContent.parse({ codes: { disclosureNumber, engineApprovalNumber } })
    expect(formatWarnings(content).map(({ path }) => path)).toEqual(paths)
  })
})
