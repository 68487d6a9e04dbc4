import { describe, expect, it } from 'vitest'
import { filingContent } from '@/lib/features/content/schema/content'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { followReturn, isResubmission, isTouched } from './resubmission'

const photo = (slot: PhotoSlot, photoId: string) => ({
  slot,
  photoId,
  url: '',
  thumbnailUrl: '',
  width: 1,
  height: 1,
  takenAt: null,
  latitude: null,
  longitude: null,
})
const content = filingContent.parse({ machine: { serial: 'NEW-1', model: 'M' } })
const earlier = { submittedAt: '2026-11-01T00:00:00.000Z', content }

const filing = {
  revision: 2,
  content,
  changes: [
    { path: 'machine.serial', before: 'OLD-1', after: 'NEW-1' },
    { path: 'placeDetail', before: null, after: '三号工地' },
  ],
  photos: [photo('BODY_FRONT', 'b'), photo('BODY_REAR', 'c'), photo('OTHER_1', 'd')].map((one) => ({
    ...one,
    changed: true,
  })),
  revisions: [
    {
      number: 1,
      ...earlier,
      photos: [photo('BODY_FRONT', 'a'), photo('BODY_REAR', 'c'), photo('OTHER_2', 'e')],
    },
    { number: 2, ...earlier, photos: [] },
  ],
  returnReasons: [
    {
      code: 'PHOTO_UNCLEAR',
      text: '图片不清晰',
      fields: ['photos.BODY_FRONT', 'photos.BODY_REAR', 'photos.CERTIFICATE'],
    },
    { code: 'PLATE_MISMATCH', text: '不一致', fields: ['machine.serial', 'machine.model'] },
  ],
}

describe('a resubmission', () => {
  it('says of each thing that was asked for what became of it', () => {
    const { reasons } = followReturn(filing)
    expect(reasons.map(({ items }) => items)).toEqual([
      [
        { path: 'photos.BODY_FRONT', state: 'REPLACED' },
        { path: 'photos.BODY_REAR', state: 'UNCHANGED' },
        { path: 'photos.CERTIFICATE', state: 'ABSENT' },
      ],
      [
        { path: 'machine.serial', changed: true, before: 'OLD-1', after: 'NEW-1' },
        { path: 'machine.model', changed: false, before: 'M', after: 'M' },
      ],
    ])
    expect(reasons.flatMap(({ items }) => items).filter((item) => !isTouched(item))).toHaveLength(3)
  })

  it('shows besides what nobody asked for', () => {
    expect(followReturn(filing).others).toEqual([
      { path: 'placeDetail', changed: true, before: null, after: '三号工地' },
      { path: 'photos.OTHER_2', state: 'REMOVED' },
      { path: 'photos.OTHER_1', state: 'ADDED' },
    ])
  })

  it('is one only when it was returned and came again', () => {
    const { returnReasons } = filing
    expect(isResubmission({ status: 'IN_REVIEW', revision: 2, returnReasons })).toBe(true)
    expect(isResubmission({ status: 'RETURNED', revision: 2, returnReasons })).toBe(false)
    expect(isResubmission({ status: 'SUBMITTED', revision: 1, returnReasons: [] })).toBe(false)
  })
})
