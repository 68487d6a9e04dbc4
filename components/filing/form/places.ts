import { CODE_PLACES, type CodePlace } from '@/lib/features/filing/rules/code-groups'

/** A page of the form; each has its own address (?step=codes.2), so that browser back works per step. Not 使用地点. */
export type Place = 'basic' | 'photos' | CodePlace | 'machine' | 'other' | 'done'

const PLACES: readonly Place[] = ['basic', 'photos', ...CODE_PLACES, 'machine', 'other', 'done']

export function placeOf(step: string | null | undefined): Place | null {
  // A hand-typed `codes` opens the first group.
  if (step === 'codes') return 'codes.1'
  return PLACES.find((place) => place === step) ?? null
}

/** The five steps as named and ordered in the manual. */
export const PROGRESS = ['基本信息', '图片上传', '机械信息', '其它信息', '完成'] as const

export function progressAt(place: Place): number {
  if (place === 'basic') return 0
  if (place === 'photos') return 1
  if (place === 'other') return 3
  return place === 'done' ? 4 : 2
}

/** Where a field is edited. Codes lead to the details, which always show them too. */
export function placeOfPath(path: string): Place {
  if (path === 'hasNameplate' || path.startsWith('photos.')) return 'photos'
  const [section = ''] = path.split('.')
  if (section === 'codes' || section === 'machine' || section === 'engine') return 'machine'
  return section === 'monitoring' || section === 'dpf' ? 'other' : 'basic'
}
