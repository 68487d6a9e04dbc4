import { type CheckFacts, checkFiling } from '@/lib/features/content/rules/check'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, type FieldInfo, STEP_LABELS, STEPS } from '@/lib/features/content/schema/fields'
import { PHOTO_SLOT_CODES, type PhotoSlot } from '@/lib/features/photo/schema'
import type { FilingDto, ReturnReason } from '../schema/owner'
import { openPaths, withNeeded } from './editable'

/** Fields and photos that are corrected together: those of one reason, of one section, or required by a correction. */
export type CorrectionGroup = {
  title: string
  kind: 'reason' | 'section' | 'needed'
  fields: FieldInfo[]
  slots: PhotoSlot[]
}

/**
 * 备案修改: one group for each reason with the fields and photos it names (named twice: only in the first), then what the
 * corrections themselves require. A reason that names nothing opens the whole filing, by its sections.
 * @param also further paths to show, e.g. those with a fault reported by the server
 */
export function correctionGroups(
  reasons: readonly ReturnReason[],
  content: FilingContent,
  slots: Iterable<PhotoSlot>,
  { facts, also }: { facts: CheckFacts | null; also: readonly string[] },
): CorrectionGroup[] {
  const open = openPaths(reasons)
  if (open === null) return wholeFiling(reasons)
  const faults = facts ? checkFiling(content, slots, facts) : []
  const shown = new Set([...(withNeeded(open, faults) ?? []), ...also])
  const named = new Set<string>()
  const groups = reasons.map(({ text, fields }) => {
    const paths = fields.filter((path) => !named.has(path))
    for (const path of paths) named.add(path)
    return group(`返回重填的原因：${text}`, 'reason', paths)
  })
  const needed = group(
    '因修改还需填写',
    'needed',
    [...shown].filter((path) => !named.has(path)),
  )
  return needed.fields.length + needed.slots.length > 0 ? [...groups, needed] : groups
}

function group(title: string, kind: CorrectionGroup['kind'], paths: readonly string[]): CorrectionGroup {
  return {
    title,
    kind,
    fields: FIELDS.filter(({ path }) => paths.includes(path)),
    slots: PHOTO_SLOT_CODES.filter((slot) => paths.includes(`photos.${slot}`)),
  }
}

function wholeFiling(reasons: readonly ReturnReason[]): CorrectionGroup[] {
  const reasonGroups = reasons.map(({ text }) => group(`返回重填的原因：${text}`, 'reason', []))
  const sections = STEPS.map((step) => ({
    title: STEP_LABELS[step],
    kind: 'section' as const,
    fields: FIELDS.filter((field) => field.step === step),
    slots: [],
  }))
  return [
    ...reasonGroups,
    ...sections,
    { title: '照片', kind: 'section', fields: [], slots: [...PHOTO_SLOT_CODES] },
  ]
}

type Corrected = Pick<FilingDto, 'returnReasons' | 'submitted'>

/**
 * The reasons of which no named field or photo has been changed yet: the form asks before the filing is submitted again.
 * @param photoOf the current photo of a slot: its id, or any other text for one that is still uploading
 */
export function untouchedReasons(
  { returnReasons, submitted }: Corrected,
  content: FilingContent,
  photoOf: (slot: PhotoSlot) => string | undefined,
): ReturnReason[] {
  if (!submitted) return []
  const untouched = (path: string) => {
    const slot = PHOTO_SLOT_CODES.find((code) => path === `photos.${code}`)
    if (!slot) return valueAt(content, path) === valueAt(submitted, path)
    return photoOf(slot) === submitted.photos.find((photo) => photo.slot === slot)?.photoId
  }
  return returnReasons.filter(({ fields }) => fields.length > 0 && fields.every(untouched))
}
