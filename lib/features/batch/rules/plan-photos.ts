import { PHOTO_SLOT_LABELS, type PhotoSlot } from '@/lib/features/photo/schema'
import type { PhotoOutcome } from '../schema'
import { isPhotoFile, machinesCalled, type NamedMachine, readPhotoName } from './photo-name'

export type PlannedDraft = NamedMachine & {
  filingId: string
  /** Null once it is submitted. */
  slots: readonly PhotoSlot[] | null
}

export type PlannedPhoto<D extends PlannedDraft> = { name: string; message: string | null } & (
  | { outcome: 'ATTACHED'; draft: D; slot: PhotoSlot }
  | { outcome: Exclude<PhotoOutcome, 'ATTACHED'>; draft: D | null }
)

/**
 * Which photo of an archive belongs to which draft. Only what is certain is attached: of a name that may mean two machines, and
 * of several photos for one place, none is; and no photo that a draft has is replaced.
 */
export function planPhotos<D extends PlannedDraft>(
  names: readonly string[],
  drafts: readonly D[],
): PlannedPhoto<D>[] {
  const planned = names.filter(isPhotoFile).map((name) => planOne(name, drafts))
  const takers = new Map<string, number>()
  const placeOf = (photo: PlannedPhoto<D>) =>
    photo.outcome === 'ATTACHED' ? `${photo.draft.filingId} ${photo.slot}` : ''
  for (const photo of planned) takers.set(placeOf(photo), (takers.get(placeOf(photo)) ?? 0) + 1)
  return planned.map((photo) => {
    if (photo.outcome !== 'ATTACHED' || takers.get(placeOf(photo)) === 1) return photo
    const message = `压缩包里有 ${takers.get(placeOf(photo))} 张第 ${photo.draft.line} 行的${PHOTO_SLOT_LABELS[photo.slot]}，不知道用哪一张`
    return { name: photo.name, outcome: 'DOUBLED', draft: photo.draft, message }
  })
}

/** The same for one photo alone. */
export function planOne<D extends PlannedDraft>(name: string, drafts: readonly D[]): PlannedPhoto<D> {
  const read = readPhotoName(name)
  if ('fault' in read) return { name, outcome: 'UNMATCHED', draft: null, message: read.fault }
  const called = machinesCalled(read.key, drafts)
  const [draft, ...others] = called
  if (!draft) return { name, outcome: 'UNMATCHED', draft: null, message: `草稿里没有“${read.key}”这台机械` }
  if (others.length > 0) {
    const lines = called.map(({ line }) => line).join('、')
    const message = `“${read.key}”可能是第 ${lines} 行中的任何一台，请用行号命名，如 第${draft.line}行-铭牌.jpg`
    return { name, outcome: 'AMBIGUOUS', draft: null, message }
  }
  const label = PHOTO_SLOT_LABELS[read.slot]
  if (draft.slots === null)
    return { name, outcome: 'TAKEN', draft, message: `第 ${draft.line} 行已经提交，没有放入` }
  if (draft.slots.includes(read.slot))
    return {
      name,
      outcome: 'TAKEN',
      draft,
      message: `第 ${draft.line} 行已有${label}，没有替换；要更换请在“补充资料”里更换`,
    }
  return { name, outcome: 'ATTACHED', draft, slot: read.slot, message: null }
}
