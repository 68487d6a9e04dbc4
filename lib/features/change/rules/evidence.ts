import { pathLabel } from '@/lib/features/content/rules/display'
import { PHOTO_SLOT_LABELS, type PhotoSlot } from '@/lib/features/photo/schema'
import type { ChangeType, ChangeValues } from '../schema/change'

/**
 * What evidence each kind of change needs before an officer may approve it: docs/decisions/0045. Sources: manual, 各种铭牌的说明
 * and 二、信息变更; domain.md, Changes. PLACE and OWNER take effect without an officer: their photo and codes are asked for at once.
 */
type Rule = {
  /** The changed fields that need it; none: the change as such. */
  paths?: readonly string[]
  /** One of these photos. */
  slots: readonly PhotoSlot[]
  /** SENT: a photo of this change, since the registered one shows the earlier state. ANY: the registered one will do. */
  from: 'SENT' | 'ANY'
}

/** Photos that prove a field which was photographed at registration as well. */
const DETAILS: readonly Rule[] = [
  // What is stamped on the machine and tells it from others.
  {
    paths: ['machine.serial', 'machine.pin'],
    slots: ['MACHINE_PLATE', 'CERTIFICATE', 'CHECKLIST_FRONT'],
    from: 'SENT',
  },
  { paths: ['engine.serial'], slots: ['ENGINE_PLATE', 'ENGINE_APPROVAL'], from: 'SENT' },
  // Another fuel is another engine or a conversion.
  {
    paths: ['engine.fuelCode'],
    slots: ['ENGINE_PLATE', 'ENV_LABEL', 'CHECKLIST_FRONT', 'CERTIFICATE'],
    from: 'SENT',
  },
  { paths: ['plate'], slots: ['PLATE_NUMBER', 'BODY_REAR'], from: 'SENT' },
  // What stands on the plates, so that a slip of the pen can be compared with the photo of the registration.
  {
    paths: [
      'machine.name',
      'machine.brand',
      'machine.model',
      'machine.manufacturer',
      'machine.origin',
      'machine.manufacturedOn',
      'machine.ratedPowerKw',
    ],
    slots: ['MACHINE_PLATE', 'CERTIFICATE', 'ENV_LABEL', 'CHECKLIST_FRONT'],
    from: 'ANY',
  },
  {
    paths: [
      'engine.model',
      'engine.family',
      'engine.manufacturer',
      'engine.manufacturedOn',
      'engine.ratedPowerKw',
      'engine.ratedSpeedRpm',
    ],
    slots: ['ENGINE_PLATE', 'ENGINE_APPROVAL', 'ENV_LABEL', 'CERTIFICATE', 'CHECKLIST_FRONT'],
    from: 'ANY',
  },
  {
    paths: ['machine.categoryCode'],
    slots: ['BODY_FRONT_RIGHT', 'BODY_FRONT', 'BODY_RIGHT', 'MACHINE_PLATE'],
    from: 'ANY',
  },
]

/** Stated by the owner; the manual asks for no photo of them, not even at registration. */
export const STATED_FIELDS = ['machine.annualHours', 'machine.totalHours', 'monitoring.'] as const

const OTHERS = ['OTHER_1', 'OTHER_2', 'OTHER_3', 'OTHER_4', 'OTHER_5', 'OTHER_6'] as const

const WHOLE: Partial<Record<ChangeType, (after: ChangeValues) => readonly Rule[]>> = {
  // A filter that was taken off leaves its place to be photographed; the sources say nothing of it.
  DPF: (after) =>
    after['dpf.installed'] === false
      ? [{ slots: ['DPF_BODY'], from: 'SENT' }]
      : [
          { slots: ['DPF_BODY'], from: 'SENT' },
          { slots: ['DPF_PLATE'], from: 'SENT' },
        ],
  CANCELLATION: () => [{ slots: OTHERS, from: 'SENT' }],
  DETAILS: (after) => DETAILS.filter(({ paths = [] }) => paths.some((path) => path in after)),
}

export type EvidenceNeed = {
  /** The changed fields that need it. */
  paths: string[]
  /** One of these photos would do. */
  slots: PhotoSlot[]
  /** For the officer and the owner, naming field and photo. */
  text: string
}

type Given = {
  type: ChangeType
  after: ChangeValues
  /** Slots of the photos sent with the change. */
  sent: readonly PhotoSlot[]
  /** Slots of which the machine has a registered photo. */
  registered: readonly PhotoSlot[]
}

/** The evidence that a change needs and does not have. */
export function missingEvidence({ type, after, sent, registered }: Given): EvidenceNeed[] {
  const rules = WHOLE[type]?.(after) ?? []
  return rules
    .filter(
      ({ slots, from }) =>
        !slots.some((slot) => sent.includes(slot) || (from === 'ANY' && registered.includes(slot))),
    )
    .map((rule) => needOf(rule, after))
}

/** Whether the change needs evidence at all. */
export function needsEvidence({ type, after }: Pick<Given, 'type' | 'after'>): boolean {
  return (WHOLE[type]?.(after) ?? []).length > 0
}

function needOf({ paths = [], slots, from }: Rule, after: ChangeValues): EvidenceNeed {
  const changed = paths.filter((path) => path in after)
  const photos =
    slots === OTHERS ? '证明材料照片' : `${slots.map(nameOf).join('、')}照片${slots.length > 1 ? '之一' : ''}`
  const what = changed.length > 0 ? `改动${changed.map(pathLabel).join('、')}，` : ''
  const how = from === 'SENT' ? `须随变更上传${photos}` : `须有${photos}`
  return { paths: [...changed], slots: [...slots], text: `${what}${how}` }
}

const nameOf = (slot: PhotoSlot): string => PHOTO_SLOT_LABELS[slot].replace(/ ?照片/, '')

/**
 * Whether an officer may approve without the evidence by writing down how it was verified: where the contract lets a
 * change be requested without photos. An added DPF and a cancellation cannot be requested without them.
 */
export function mayBeVerifiedOtherwise({ type, after }: Pick<Given, 'type' | 'after'>): boolean {
  return type === 'DETAILS' || (type === 'DPF' && after['dpf.installed'] === false)
}
