import { describe, expect, it } from 'vitest'
import { emptyContent } from '@/lib/features/content/rules/content'
import { PHOTO_SLOT_CODES, PHOTO_SLOTS, type PhotoSlot } from '@/lib/features/photo/schema'
import { hasGuide, shownGroups } from './shown-groups'

const shown = (answers: object, filled: PhotoSlot[] = []) =>
  shownGroups({ ...emptyContent(), ...answers }, new Set(filled))
const groups = (...input: Parameters<typeof shown>) => shown(...input).map(({ group }) => group)
const group = (name: string, ...input: Parameters<typeof shown>) =>
  shown(...input).find((found) => found.group === name)

describe('shownGroups', () => {
  it('asks for the body first, and for plates and papers once it knows whether there are plates', () => {
    expect(groups({})).toEqual(['BODY'])
    expect(groups({ hasNameplate: true })).toEqual(['BODY', 'NAMEPLATE', 'DOCUMENT', 'DPF', 'OTHER'])
    expect(groups({ hasNameplate: false })).toEqual(['BODY', 'DOCUMENT', 'DPF', 'OTHER'])
  })

  it('marks what is required by the rules', () => {
    expect([...(group('BODY', {})?.required ?? [])]).toHaveLength(4)
    expect(group('NAMEPLATE', { hasNameplate: true })).toMatchObject({ anyOf: true, required: new Set() })
    expect(group('DOCUMENT', { hasNameplate: false })?.required).toEqual(new Set(['CERTIFICATE']))
    expect(group('DOCUMENT', { hasNameplate: true, kind: 'ONSITE_VEHICLE' })?.required).toEqual(
      new Set(['CHECKLIST_FRONT', 'CHECKLIST_BACK']),
    )
  })

  it('never hides a photo that is there', () => {
    expect(group('NAMEPLATE', { hasNameplate: false }, ['ENGINE_PLATE'])?.slots).toEqual(['ENGINE_PLATE'])
    expect(group('DPF', { hasNameplate: true }, ['DPF_BODY'])?.folded).toBe(false)
    const all = shown({}, [...PHOTO_SLOT_CODES]).flatMap(({ slots }) => slots)
    expect(all).toHaveLength(PHOTO_SLOT_CODES.length)
  })

  it('has one free place for further photos, and no seventh', () => {
    expect(group('OTHER', { hasNameplate: true }, ['OTHER_2'])?.slots).toEqual(['OTHER_1', 'OTHER_2'])
    const others = PHOTO_SLOT_CODES.filter((slot) => PHOTO_SLOTS[slot].group === 'OTHER')
    expect(group('OTHER', { hasNameplate: true }, others)?.slots).toEqual(others)
  })

  it('asks for the number plate of on-site vehicles only', () => {
    const slots = (kind: string) => group('DOCUMENT', { hasNameplate: true, kind })?.slots
    expect(slots('ONSITE_VEHICLE')).toContain('PLATE_NUMBER')
    expect(slots('MACHINE')).not.toContain('PLATE_NUMBER')
  })
})

it('the guide explains plates and papers', () => {
  expect(PHOTO_SLOT_CODES.filter(hasGuide)).toEqual([
    'ENV_LABEL',
    'ENGINE_APPROVAL',
    'MACHINE_ENV_CODE',
    'MACHINE_PLATE',
    'ENGINE_PLATE',
    'CERTIFICATE',
    'CHECKLIST_FRONT',
    'CHECKLIST_BACK',
  ])
})
