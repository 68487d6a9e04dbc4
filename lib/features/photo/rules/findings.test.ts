import { describe, expect, it } from 'vitest'
import type { PhotoSlot } from '../schema'
import { elsewhereFindings, qualityFindings, repeatedFindings, type SeenPhoto } from './findings'
import { FAULT_WORDS } from './quality'

const good = {
  width: 1600,
  height: 1200,
  sharpness: 0.35,
  shadows: 30,
  highlights: 200,
  contrast: 40,
  textLevel: 3,
}

function photo(slot: PhotoSlot, look: Partial<NonNullable<SeenPhoto['look']>> | null = {}): SeenPhoto {
  return { slot, sha256: slot, look: look && { unreadable: false, comparison: 'WHOLE', ...good, ...look } }
}

const elsewhere = (slot: PhotoSlot, worst: number, detail: number | null = null) => ({
  slot,
  otherSlot: slot,
  filingId: 'other',
  sameAccount: true,
  inArea: true,
  mirrored: false,
  share: 0.9,
  worst,
  detail,
})

describe('elsewhereFindings', () => {
  it.each([
    [{ comparison: null }, '机身正面照片尚未与其他登记比对内容，请稍后刷新'],
    [{ unreadable: true }, '机身正面照片文件无法读取，未与其他登记比对内容'],
    [{ comparison: 'FAILED' as const }, '机身正面照片与其他登记比对内容没有成功，不能视为没有重复'],
    [{ comparison: 'CUT' as const }, '机身正面照片相近的照片过多，与其他登记只比对了最接近的一部分'],
  ])('is not checked, and says why: %o', (look, text) => {
    expect(elsewhereFindings([photo('BODY_FRONT', look)], [])).toMatchObject([
      { result: 'NOT_CHECKED', text },
    ])
  })

  it('says what was not compared beside what was found', () => {
    const photos = [photo('BODY_FRONT'), photo('BODY_REAR', null)]
    expect(elsewhereFindings(photos, [elsewhere('BODY_FRONT', 0)])).toMatchObject([
      { result: 'DOUBT', paths: ['photos.BODY_FRONT'] },
      { result: 'NOT_CHECKED', paths: ['photos.BODY_REAR'] },
    ])
  })

  it('asks more of plates than of machines: one number may be all that differs', () => {
    const photos = [photo('MACHINE_PLATE')]
    expect(elsewhereFindings(photos, [elsewhere('MACHINE_PLATE', 0.88)])).toMatchObject([{ result: 'CLEAR' }])
    expect(elsewhereFindings(photos, [elsewhere('MACHINE_PLATE', 0.95)])).toMatchObject([{ result: 'DOUBT' }])
    // Looked at closely, that decides.
    const closely = (worst: number, detail: number) =>
      elsewhereFindings(photos, [elsewhere('MACHINE_PLATE', worst, detail)]).map(({ result }) => result)
    expect(closely(0.99, 0.93)).toEqual(['CLEAR'])
    expect(closely(0.7, 0.96)).toEqual(['DOUBT'])
  })
})

describe('repeatedFindings', () => {
  it('names one picture in all four places once', () => {
    const slots: PhotoSlot[] = ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR']
    const pairs = slots.flatMap((one, at) =>
      slots.slice(at + 1).map((two) => ({
        slots: [one, two] as [PhotoSlot, PhotoSlot],
        sameFile: true,
        share: 1,
        worst: 1,
        detail: 1,
      })),
    )
    const found = repeatedFindings(
      slots.map((slot) => photo(slot)),
      pairs,
    )
    expect(found.map(({ text }) => text)).toEqual([
      '机身正面照片、机身正面偏右 45° 照片、机身右侧照片、机身后面照片使用了同一张照片',
    ])
  })
})

describe('qualityFindings', () => {
  it('asks more sharpness of text than of machines', () => {
    const photos = [photo('BODY_FRONT', { sharpness: 0.16 }), photo('MACHINE_PLATE', { sharpness: 0.16 })]
    expect(qualityFindings(photos)).toMatchObject([{ result: 'DOUBT', paths: ['photos.MACHINE_PLATE'] }])
  })

  it.each([
    ['a screen held upright', { width: 1080, height: 2340 }, 'SCREEN'],
    ['a screen held level', { width: 2400, height: 1080 }, 'SCREEN'],
    ['a photo of 16 : 9', { width: 2560, height: 1440 }, null],
    ['a panorama', { width: 2560, height: 900 }, null],
    ['a thumbnail', { width: 320, height: 240 }, 'SMALL'],
  ] as const)('tells the shape of a phone’s screen from that of a camera: %s', (_, size, fault) => {
    const found = qualityFindings([photo('BODY_FRONT', size)])
    expect(found).toMatchObject([{ result: fault ? 'DOUBT' : 'CLEAR' }])
    if (fault) expect(found[0]?.text).toBe(`机身正面照片${FAULT_WORDS[fault]}`)
  })

  it('doubts text on its side, no machine, and does not call checked what an earlier release did not see', () => {
    const turned = { textLevel: -2 }
    expect(qualityFindings([photo('BODY_FRONT', turned), photo('MACHINE_PLATE', turned)])).toMatchObject([
      { result: 'DOUBT', text: '机械铭牌照片的文字可能横置', paths: ['photos.MACHINE_PLATE'] },
    ])
    expect(qualityFindings([photo('MACHINE_PLATE', { textLevel: 0 })])).toMatchObject([{ result: 'CLEAR' }])
    const unseen = { textLevel: null }
    expect(qualityFindings([photo('BODY_FRONT', unseen), photo('MACHINE_PLATE', unseen)])).toMatchObject([
      { result: 'NOT_CHECKED', text: '机械铭牌照片尚未检查文字是否横置', paths: ['photos.MACHINE_PLATE'] },
    ])
  })

  it('does not call a photo good that nobody has looked at', () => {
    expect(qualityFindings([photo('BODY_FRONT'), photo('BODY_REAR', null)])).toMatchObject([
      { result: 'NOT_CHECKED', text: '机身后面照片尚未检查清晰度和明暗' },
    ])
  })
})
