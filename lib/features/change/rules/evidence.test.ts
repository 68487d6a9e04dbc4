import { describe, expect, test } from 'vitest'
import { FIELDS } from '@/lib/features/content/schema/fields'
import type { ChangeType, ChangeValues } from '../schema/change'
import { mayBeVerifiedOtherwise, missingEvidence, needsEvidence, STATED_FIELDS } from './evidence'

type Given = Parameters<typeof missingEvidence>[0]
const missing = (type: ChangeType, after: ChangeValues, given: Partial<Given> = {}) =>
  missingEvidence({ type, after, sent: [], registered: [], ...given })

describe('evidence', () => {
  test('a new serial needs a photo of this change: the registered plate shows the earlier one', () => {
    const after = { 'machine.serial': 'A100', 'machine.brand': '徐工' }
    const registered = ['MACHINE_PLATE', 'ENGINE_PLATE'] as const
    expect(missing('DETAILS', after, { registered })).toEqual([
      {
        paths: ['machine.serial'],
        slots: ['MACHINE_PLATE', 'CERTIFICATE', 'CHECKLIST_FRONT'],
        text: '改动机械出厂编号，须随变更上传机械铭牌、合格证、环保信息随车清单（正面）照片之一',
      },
    ])
    expect(missing('DETAILS', after, { registered, sent: ['MACHINE_PLATE'] })).toEqual([])
    expect(missing('DETAILS', after, { registered, sent: ['ENGINE_PLATE'] })).toHaveLength(1)
  })

  test('what stands on the plate may be compared with the registered photo', () => {
    const after = { 'machine.brand': '徐工', 'engine.model': 'WP6' }
    expect(missing('DETAILS', after).map(({ paths }) => paths)).toEqual([['machine.brand'], ['engine.model']])
    expect(missing('DETAILS', after, { registered: ['MACHINE_PLATE', 'ENGINE_PLATE'] })).toEqual([])
  })

  test('every field that can be changed has a rule, or is stated by the owner alone', () => {
    const changeable = FIELDS.map(({ path }) => path).filter(
      (path) =>
        path === 'plate' || (/^(machine|engine|monitoring)\./.test(path) && path !== 'engine.emissionStage'),
    )
    expect(changeable.length).toBeGreaterThan(20)
    const stated = (path: string) => STATED_FIELDS.some((field) => path.startsWith(field))
    const free = changeable.filter((path) => !needsEvidence({ type: 'DETAILS', after: { [path]: null } }))
    expect(free.filter((path) => !stated(path))).toEqual([])
    expect(changeable.filter((path) => stated(path) && !free.includes(path))).toEqual([])
  })

  test('an added DPF needs both photos, a removed one its place, a cancellation any proof', () => {
    expect(missing('DPF', { 'dpf.installed': true }).map(({ slots }) => slots)).toEqual([
      ['DPF_BODY'],
      ['DPF_PLATE'],
    ])
    expect(missing('DPF', { 'dpf.model': 'A' }, { sent: ['DPF_BODY'] })).toHaveLength(1)
    expect(missing('DPF', { 'dpf.installed': false }, { sent: ['DPF_BODY'] })).toEqual([])
    expect(missing('CANCELLATION', {}, { registered: ['OTHER_1'] })[0]?.text).toBe('须随变更上传证明材料照片')
    expect(missing('CANCELLATION', {}, { sent: ['OTHER_3'] })).toEqual([])
  })

  test('what takes effect at once is not an officer’s to approve', () => {
    expect(missing('PLACE', { districtCode: '110108' })).toEqual([])
    expect(missing('OWNER', { ownerId: 'x' })).toEqual([])
  })

  test('an officer may say how it was verified only where the contract takes the change without photos', () => {
    const may = (type: ChangeType, after: ChangeValues) => mayBeVerifiedOtherwise({ type, after })
    expect(may('DETAILS', { 'machine.serial': 'A' })).toBe(true)
    expect(may('DPF', { 'dpf.installed': false })).toBe(true)
    expect(may('DPF', { 'dpf.installed': true })).toBe(false)
    expect(may('CANCELLATION', {})).toBe(false)
  })
})
