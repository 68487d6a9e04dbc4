import { type PhotoRequirements, photoRequirements } from '@/lib/features/content/rules/requirements'
import type { FilingContent } from '@/lib/features/content/schema/content'
import {
  PHOTO_GROUP_LABELS,
  PHOTO_SLOT_CODES,
  PHOTO_SLOTS,
  type PhotoGroup,
  type PhotoSlot,
} from '@/lib/features/photo/schema'

export type ShownGroup = {
  group: PhotoGroup
  title: string
  note: string
  slots: PhotoSlot[]
  required: ReadonlySet<PhotoSlot>
  /** One photo of the group is enough. */
  anyOf: boolean
  /** Collapsed at first: most machines have none of these. */
  folded: boolean
}

const ORDER: readonly PhotoGroup[] = ['BODY', 'NAMEPLATE', 'DOCUMENT', 'DPF', 'OTHER']

/**
 * The photo groups that the form shows, in the manual's order (2) 图片上传). Plates and papers appear once `hasNameplate` is
 * answered, plates only if there are any. OTHER always has one empty slot.
 */
export function shownGroups(content: FilingContent, filled: ReadonlySet<PhotoSlot>): ShownGroup[] {
  const requirements = photoRequirements(content)
  const groups = ORDER.map((group) => groupOf(group, content, filled, requirements))
  return groups.filter(({ slots }) => slots.length > 0)
}

function groupOf(
  group: PhotoGroup,
  content: FilingContent,
  filled: ReadonlySet<PhotoSlot>,
  { required, anyOf }: PhotoRequirements,
): ShownGroup {
  const all = PHOTO_SLOT_CODES.filter((slot) => PHOTO_SLOTS[slot].group === group)
  const slots = all.filter((slot) => filled.has(slot) || isOffered(group, slot, content, all, filled))
  const needed = new Set(required.filter((slot) => slots.includes(slot)))
  const any = anyOf.some((rule) => rule.slots.some((slot) => slots.includes(slot)))
  return {
    group,
    title: PHOTO_GROUP_LABELS[group],
    note: groupNote(group, content, any),
    slots,
    required: needed,
    anyOf: any,
    folded: group === 'DPF' && !slots.some((slot) => filled.has(slot)),
  }
}

function isOffered(
  group: PhotoGroup,
  slot: PhotoSlot,
  { hasNameplate, kind }: FilingContent,
  all: readonly PhotoSlot[],
  filled: ReadonlySet<PhotoSlot>,
): boolean {
  if (group === 'BODY') return true
  if (typeof hasNameplate !== 'boolean') return false
  if (group === 'NAMEPLATE') return hasNameplate
  if (group === 'OTHER') return all.find((code) => !filled.has(code)) === slot
  return slot !== 'PLATE_NUMBER' || kind === 'ONSITE_VEHICLE'
}

function groupNote(group: PhotoGroup, { hasNameplate, kind }: FilingContent, any: boolean): string {
  if (group === 'BODY') return '机身照片为必须上传项。整台机械都在画面内，光线充足，不要遮挡。'
  if (any) return '5 张照片任选，至少上传 1 张。'
  if (group === 'DOCUMENT') {
    const certificate = hasNameplate === false ? '没有铭牌的机械，合格证照片必须上传。' : ''
    const checklist =
      kind === 'ONSITE_VEHICLE'
        ? '场内机械必须上传环保信息随车清单的正反面照片。'
        : '上传了环保信息随车清单照片的，必须在机械信息中填写环保信息公开编号。'
    return certificate + checklist
  }
  return group === 'DPF' ? '加装了 DPF 的机械可以上传。' : '用于上传其他照片，可以不传。'
}

/** Whether the guide has an entry for a slot: plates and papers, but not the number plate. */
export function hasGuide(slot: PhotoSlot): boolean {
  const { group } = PHOTO_SLOTS[slot]
  return group === 'NAMEPLATE' || (group === 'DOCUMENT' && slot !== 'PLATE_NUMBER')
}
