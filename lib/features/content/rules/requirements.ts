import { PHOTO_SLOT_CODES, type PhotoSlot } from '@/lib/features/photo/schema'
import type { FilingContent } from '../schema/content'

/**
 * Which photos a filing needs, as data: used by the check, the form and GET /options.
 * Sources: manual 2) 图片上传 and 1) 基本信息 (场内); domain.md, step 2. The rules are the same for persons and units.
 */
export type PhotoRule = {
  id: 'BODY' | 'NAMEPLATE' | 'CERTIFICATE' | 'CHECKLIST'
  label: string
  /** Applies when all given values equal the filing's; empty: always. */
  when: { kind?: 'MACHINE' | 'ONSITE_VEHICLE'; hasNameplate?: boolean }
  /** EACH: every slot; ANY: at least one of them. */
  need: 'EACH' | 'ANY'
  slots: readonly PhotoSlot[]
}

export const PHOTO_RULES: readonly PhotoRule[] = [
  {
    id: 'BODY',
    label: '机身照片',
    when: {},
    need: 'EACH',
    slots: ['BODY_FRONT', 'BODY_FRONT_RIGHT', 'BODY_RIGHT', 'BODY_REAR'],
  },
  {
    id: 'NAMEPLATE',
    label: '铭牌照片',
    when: { hasNameplate: true },
    need: 'ANY',
    slots: ['ENV_LABEL', 'ENGINE_APPROVAL', 'MACHINE_ENV_CODE', 'MACHINE_PLATE', 'ENGINE_PLATE'],
  },
  {
    id: 'CERTIFICATE',
    label: '合格证照片',
    when: { hasNameplate: false },
    need: 'EACH',
    slots: ['CERTIFICATE'],
  },
  {
    id: 'CHECKLIST',
    label: '环保信息随车清单照片',
    when: { kind: 'ONSITE_VEHICLE' },
    need: 'EACH',
    slots: ['CHECKLIST_FRONT', 'CHECKLIST_BACK'],
  },
]

/** With one of these photos, the disclosure number shown on them is required (manual, 1) 基本信息). */
export const CHECKLIST_SLOTS: readonly PhotoSlot[] = ['CHECKLIST_FRONT', 'CHECKLIST_BACK']

/** Required in every filing (manual, 1) 基本信息 and 3): of the details only category and fuel). */
export const REQUIRED_FIELDS = [
  'kind',
  'districtCode',
  'placeCode',
  'hasNameplate',
  'machine.categoryCode',
  'engine.fuelCode',
] as const

type Answers = Pick<FilingContent, 'kind' | 'hasNameplate'>

export type PhotoRequirements = {
  /** All of them are required. */
  required: PhotoSlot[]
  /** Of each group at least one is required. */
  anyOf: PhotoRule[]
  /** Optional. */
  free: PhotoSlot[]
}

/** The photos that a filing with these answers needs; an unanswered question requires none. */
export function photoRequirements({ kind, hasNameplate }: Answers): PhotoRequirements {
  const rules = PHOTO_RULES.filter(
    ({ when }) =>
      (when.kind === undefined || when.kind === kind) &&
      (when.hasNameplate === undefined || when.hasNameplate === hasNameplate),
  )
  const required = rules.filter(({ need }) => need === 'EACH').flatMap(({ slots }) => slots)
  const anyOf = rules.filter(({ need }) => need === 'ANY')
  const named = new Set([...required, ...anyOf.flatMap(({ slots }) => slots)])
  return { required, anyOf, free: PHOTO_SLOT_CODES.filter((slot) => !named.has(slot)) }
}

/** Is this field required in a filing with these answers and photos? */
export function isFieldRequired(path: string, answers: Answers, photos: ReadonlySet<PhotoSlot>): boolean {
  if (REQUIRED_FIELDS.some((required) => required === path)) return true
  if (path === 'plate') return answers.kind === 'ONSITE_VEHICLE'
  if (path !== 'codes.disclosureNumber') return false
  return answers.kind === 'ONSITE_VEHICLE' || CHECKLIST_SLOTS.some((slot) => photos.has(slot))
}
