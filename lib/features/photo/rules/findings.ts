import type { Finding } from '@/lib/core/finding'
import { PHOTO_SLOT_LABELS, type PhotoSlot, type QualityFigures } from '../schema'
import { type Agreement, type Comparison, showsSamePicture } from './likeness'
import {
  FAULT_WORDS,
  QUALITY_FAULTS,
  type QualityFault,
  qualityFaults,
  showsNothing,
  showsText,
} from './quality'

/** A photo of a filing with what the program saw in it; `look` is null while nobody has looked. */
export type SeenPhoto = {
  slot: PhotoSlot
  sha256: string
  look: ({ unreadable: boolean; comparison: Comparison | null } & QualityFigures) | null
}

/** Two photos of the filing: one file, or two files that show the same picture. */
export type AlikePair = { slots: [PhotoSlot, PhotoSlot]; sameFile: boolean } & Agreement

/** A photo of another filing that shows the same picture in another file. */
export type AlikeElsewhere = Agreement & {
  slot: PhotoSlot
  otherSlot: PhotoSlot
  filingId: string
  /** The same filer or owner. */
  sameAccount: boolean
  /** May the reader open it? */
  inArea: boolean
  mirrored: boolean
}

export type PhotoCheckCode = 'SAME_PHOTO_CONTENT' | 'PHOTO_REPEATED' | 'PHOTO_QUALITY'

const paths = (slots: readonly PhotoSlot[]) => [...new Set(slots)].map((slot) => `photos.${slot}`)
const labels = (slots: readonly PhotoSlot[]) =>
  [...new Set(slots)].map((slot) => PHOTO_SLOT_LABELS[slot]).join('、')

const finding = (
  result: Finding['result'],
  text: string,
  slots: readonly PhotoSlot[] = [],
  rest: Partial<Finding> = {},
): Finding => ({ result, text, paths: paths(slots), filingIds: [], ...rest })

const NO_PHOTOS = finding('NOT_CHECKED', '没有照片，未核对')

/**
 * Why a photo's content was not compared; null when it was.
 * @param whom 与其他登记 or 互相
 */
const uncompared =
  (whom: string) =>
  ({ look }: SeenPhoto): string | null => {
    if (look?.unreadable) return `文件无法读取，未${whom}比对内容`
    if (look && showsNothing(look)) return `几乎没有可辨认的内容，不能${whom}比对`
    if (!look?.comparison) return `尚未${whom}比对内容，请稍后刷新`
    if (look.comparison === 'FAILED') return `${whom}比对内容没有成功，不能视为没有重复`
    return look.comparison === 'CUT' ? `相近的照片过多，${whom}只比对了最接近的一部分` : null
  }

/** One NOT_CHECKED for each reason. */
function notChecked(photos: readonly SeenPhoto[], reasonOf: (photo: SeenPhoto) => string | null): Finding[] {
  const byReason = new Map<string, PhotoSlot[]>()
  for (const photo of photos) {
    const reason = reasonOf(photo)
    if (reason) byReason.set(reason, [...(byReason.get(reason) ?? []), photo.slot])
  }
  return [...byReason].map(([reason, slots]) =>
    finding('NOT_CHECKED', `${namesOf(slots, photos)}${reason}`, slots),
  )
}

const namesOf = (slots: readonly PhotoSlot[], photos: readonly SeenPhoto[]) =>
  slots.length > 3 ? (slots.length === photos.length ? '全部照片' : `${slots.length} 张照片`) : labels(slots)

/** Photos whose content another filing shows in another file; identical files are a check of their own (SAME_PHOTO). */
export function elsewhereFindings(photos: readonly SeenPhoto[], found: readonly AlikeElsewhere[]): Finding[] {
  if (photos.length === 0) return [NO_PHOTOS]
  const alike = found.filter((each) =>
    showsSamePicture(each, showsText(each.slot) || showsText(each.otherSlot)),
  )
  const open = notChecked(photos, uncompared('与其他登记'))
  if (alike.length > 0) return [elsewhereDoubt(alike), ...open]
  return open.length > 0 ? open : [finding('CLEAR', '没有发现经另存、裁剪、镜像或调光后用于其他登记的照片')]
}

function elsewhereDoubt(alike: readonly AlikeElsewhere[]): Finding {
  const slots = alike.map(({ slot }) => slot)
  const count = (some: (each: AlikeElsewhere) => boolean) =>
    new Set(alike.filter(some).map(({ filingId }) => filingId)).size
  const [others, away] = [count(({ sameAccount }) => !sameAccount), count(({ inArea }) => !inArea)]
  const notes = [
    others > 0 ? `${others} 件由其他账号提交` : '均由同一账号提交',
    away > 0 ? `${away} 件不在本辖区` : '',
  ].filter(Boolean)
  const text = `${labels(slots)}与其他 ${count(() => true)} 件登记的照片相似，可能是同一张（${notes.join('；')}）`
  const filingIds = [...new Set(alike.filter(({ inArea }) => inArea).map(({ filingId }) => filingId))]
  const evidence = {
    photos: alike.map(({ slot, otherSlot, filingId, inArea, mirrored, share, worst, detail }) => ({
      slot,
      otherSlot,
      filingId: inArea ? filingId : null,
      mirrored,
      share,
      worst,
      detail,
    })),
  }
  return finding('DOUBT', text, slots, { filingIds, evidence })
}

/** 型式核准号 usually stands on the engine's plate: one photo may show both (manual, 各种铭牌的说明). */
const MAY_SHARE: readonly PhotoSlot[] = ['ENGINE_PLATE', 'ENGINE_APPROVAL']

/** One picture in several slots of the filing. */
export function repeatedFindings(photos: readonly SeenPhoto[], pairs: readonly AlikePair[]): Finding[] {
  if (photos.length === 0) return [NO_PHOTOS]
  const alike = pairs.filter(
    ({ slots, sameFile, ...rest }) =>
      !slots.every((slot) => MAY_SHARE.includes(slot)) &&
      (sameFile || showsSamePicture(rest, slots.some(showsText))),
  )
  const doubts = groupsOf(alike).map(({ slots, sameFile, evidence }) =>
    finding(
      'DOUBT',
      sameFile
        ? `${labels(slots)}使用了同一张照片`
        : `${labels(slots)}相似，可能是同一张照片（经另存、裁剪、镜像或调光）`,
      slots,
      { evidence: { pairs: evidence } },
    ),
  )
  const open = photos.length > 1 ? notChecked(photos, uncompared('互相')) : []
  if (doubts.length + open.length > 0) return [...doubts, ...open]
  return [finding('CLEAR', photos.length > 1 ? '各位置之间没有发现相似的照片' : '只有一张照片，没有重复')]
}

type Group = { slots: PhotoSlot[]; sameFile: boolean; evidence: AlikePair[] }

/** Slots joined by pairs, in the form's order. */
function groupsOf(pairs: readonly AlikePair[]): Group[] {
  const groups: Group[] = []
  for (const pair of pairs) {
    const met = groups.filter(({ slots }) => slots.some((slot) => pair.slots.includes(slot)))
    for (const group of met) groups.splice(groups.indexOf(group), 1)
    const slots = new Set([...met.flatMap((group) => group.slots), ...pair.slots])
    groups.push({
      slots: [...slots],
      sameFile: pair.sameFile && met.every(({ sameFile }) => sameFile),
      evidence: [...met.flatMap(({ evidence }) => evidence), pair],
    })
  }
  return groups
}

/**
 * What makes a photo hard to read. Cut screenshots, photos upside down and bodies on their side are not told from others; nor
 * is text on its side where an earlier release looked.
 */
export function qualityFindings(photos: readonly SeenPhoto[]): Finding[] {
  if (photos.length === 0) return [NO_PHOTOS]
  const faultsOf = ({ slot, look }: SeenPhoto): QualityFault[] =>
    look && !look.unreadable ? qualityFaults(look, showsText(slot)) : []
  const doubts = QUALITY_FAULTS.flatMap((fault) => {
    const faulty = photos.filter((photo) => faultsOf(photo).includes(fault))
    if (faulty.length === 0) return []
    const slots = faulty.map(({ slot }) => slot)
    const evidence = { photos: faulty.map(({ slot, look }) => ({ slot, ...look })) }
    return [finding('DOUBT', `${labels(slots)}${FAULT_WORDS[fault]}`, slots, { evidence })]
  })
  const open = notChecked(photos, ({ slot, look }) => {
    if (!look) return '尚未检查清晰度和明暗'
    if (look.unreadable) return '文件无法读取，未检查清晰度和明暗'
    return look.textLevel === null && showsText(slot) ? '尚未检查文字是否横置' : null
  })
  if (doubts.length + open.length > 0) return [...doubts, ...open]
  return [
    finding(
      'CLEAR',
      '照片的清晰度、明暗、像素和文字方向在限值之内（裁剪过的截屏、倒置的照片、横置的机身照片没有检查）',
    ),
  ]
}
