import { describe, expect, it } from 'vitest'
import type { CheckFacts } from '@/lib/features/content/rules/check'
import type { FilingContent } from '@/lib/features/content/schema/content'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { type CorrectionGroup, correctionGroups, untouchedReasons } from './correction'

const facts: CheckFacts = {
  lists: { CATEGORY: [{ code: 'BULLDOZER' }], PLACE: [{ code: 'PORT' }], FUEL: [{ code: 'DIESEL' }] },
  districtUsable: true,
  today: '2026-11-23',
}
const content: FilingContent = {
  kind: 'MACHINE',
  districtCode: '110101',
  placeCode: 'PORT',
  hasNameplate: true,
  codes: {},
  machine: { categoryCode: 'BULLDOZER' },
  engine: { fuelCode: 'DIESEL' },
  monitoring: {},
  dpf: {},
}
const SLOTS: PhotoSlot[] = ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR', 'MACHINE_PLATE']
const reason = (text: string, ...fields: string[]) => ({ code: 'X', text, fields })
const summary = (groups: CorrectionGroup[]) =>
  groups.map(
    ({ title, fields, slots }) => `${title}: ${[...fields.map(({ path }) => path), ...slots].join(' ')}`,
  )

describe('what a correction opens', () => {
  it('is each reason with what it names, nothing twice', () => {
    const reasons = [
      reason('图片不清晰', 'photos.BODY_FRONT', 'plate'),
      reason('铭牌不一致', 'machine.serial', 'photos.BODY_FRONT'),
    ]
    expect(summary(correctionGroups(reasons, content, SLOTS, { facts, also: [] }))).toEqual([
      '返回重填的原因：图片不清晰: plate BODY_FRONT',
      '返回重填的原因：铭牌不一致: machine.serial',
    ])
  })

  it('grows by what the correction itself makes necessary', () => {
    const onsite = { ...content, kind: 'ONSITE_VEHICLE' } as const
    const groups = correctionGroups([reason('登记类型错误', 'kind')], onsite, SLOTS, { facts, also: [] })
    expect(summary(groups)[1]).toBe(
      '因修改还需填写: plate codes.disclosureNumber CHECKLIST_FRONT CHECKLIST_BACK',
    )
  })

  it('shows a field with a fault, before the lists are known too', () => {
    const groups = correctionGroups([reason('图片不清晰', 'photos.BODY_FRONT')], content, SLOTS, {
      facts: null,
      also: ['placeCode'],
    })
    expect(summary(groups)[1]).toBe('因修改还需填写: placeCode')
  })

  it('is everything when a reason names nothing', () => {
    const groups = correctionGroups([reason('其他')], content, SLOTS, { facts, also: [] })
    expect(groups.map(({ title }) => title)).toEqual([
      '返回重填的原因：其他',
      ...['基本信息', '编码信息', '机械信息', '发动机信息', '远程在线监控', 'DPF 设备', '照片'],
    ])
  })
})

describe('reasons without any change', () => {
  const photo = { slot: 'BODY_FRONT', photoId: 'old', url: '', thumbnailUrl: '' } as const
  const filing = {
    returnReasons: [reason('图片不清晰', 'photos.BODY_FRONT'), reason('编号错误', 'plate'), reason('其他')],
    submitted: { ...content, photos: [photo] },
  }
  const texts = (now: FilingContent, id: string | undefined) =>
    untouchedReasons(filing, now, () => id).map(({ text }) => text)

  it('are returned until one of their fields or photos differs', () => {
    expect(texts(content, 'old')).toEqual(['图片不清晰', '编号错误'])
    expect(texts({ ...content, plate: '1230' }, 'old')).toEqual(['图片不清晰'])
    expect(texts(content, 'new')).toEqual(['编号错误'])
  })
})
